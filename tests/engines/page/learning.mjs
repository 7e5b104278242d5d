// The page on learning: two networks and their points, and a signal through layers.
import { open } from './comparison.mjs';
import { missAll, workAll } from './controls.mjs';
import { chartIn, enter, expect, give, numbersIn, press, same, seen, until } from './tools.mjs';

const training = document.getElementById('training');
const signal = document.getElementById('signal');
const losses = training.querySelector('.losses');
const control = (name, root = training) => root.querySelector(`[name=${name}]`);
const paths = (kind) => [...training.querySelectorAll(`.${kind}[d]`)].map((path) => path.getAttribute('d'));
const scores = () => [...training.querySelectorAll('.score')].map(({ textContent }) => textContent);
const boundaries = () => paths('boundary').join();
const steps = () => numbersIn(training.querySelector('.now').textContent)[0];
const count = (kind) => paths(kind)[0].split('M').length - 1;

/** Does something, and waits until what `look` gives is another. */
async function changes(work, look, what) {
  const before = JSON.stringify(look());
  work();
  await until(() => JSON.stringify(look()) !== before, `another ${what}`);
}

const restart = () =>
  changesTo(
    () => control('restart').click(),
    () => steps() === 0,
    'the start',
  );
async function changesTo(work, done, what) {
  work();
  await until(done, what);
}

/** Steps, one after the other. */
async function advance(number) {
  for (let i = 0; i < number; i++) {
    const now = steps();
    await changesTo(
      () => control('step').click(),
      () => steps() === now + 1,
      `step ${now + 1}`,
    );
  }
}

async function side(select) {
  const other = [...select.options].find(({ value, selected }) => !selected && value !== 'linear').value;
  await changes(() => give(select, other), boundaries, 'boundary');
  same(select.closest('.side').querySelector('.score code').textContent, other, 'the score’s name');
  same(steps(), 0, 'the steps');
  await advance(1);
  await until(
    () => select.closest('.side').querySelector('svg').ariaLabel.includes(other),
    'the picture’s description',
  );
}

async function run(button) {
  const start = button.textContent;
  await changes(() => button.click(), steps, 'step');
  expect(button.textContent !== start, `it is called ${start} while it runs`);
  await until(() => steps() >= 20, 'twenty steps');
  button.click();
  await until(() => button.textContent === start, 'the pause');
  await new Promise((done) => setTimeout(done, 300));
  const now = steps();
  await new Promise((done) => setTimeout(done, 300));
  same(steps(), now, 'the step after the pause');
  const { data } = await chartIn(losses);
  same(
    data.datasets.map((line) => line.data.at(-1).x),
    [now, now],
    'the last points of the losses',
  );
  expect(
    data.datasets.every((line) => line.data.every(({ y }) => Number.isFinite(y) && y >= 0)),
    'losses are wrong',
  );
}

async function step() {
  await restart();
  const before = scores();
  await advance(3);
  expect(
    scores().every((score, i) => score !== before[i]),
    'the scores stay',
  );
}

async function choosePoints(select) {
  const seenSets = new Set();
  for (const { value } of [...select.options].toReversed()) {
    give(select, value);
    same(seen(training.querySelector('.drawing')), value === 'own', `whether ${value} are drawn`);
    if (value === 'own') {
      await until(() => control('run').disabled, 'nothing to learn');
      await until(() => training.querySelector('[role=status]').textContent, 'a hint');
      continue;
    }
    await until(() => !control('run').disabled, `${value} to be learned`);
    same([count('dots'), count('crosses')], [128, 128], `points of ${value}`);
    seenSets.add(paths('dots')[0]);
  }
  same(seenSets.size, select.options.length - 1, 'how many sets');
  await own();
}

/** Points of one's own, at least one of each class. */
async function own() {
  if (control('set').value !== 'own') give(control('set'), 'own');
  for (const name of ['a', 'b']) {
    give(control('place'), name);
    click(training.querySelector('.field'), name === 'a' ? 0.25 : 0.75, 0.5);
  }
  await until(() => !control('run').disabled, 'two points to be learned');
}

function click(field, right, down) {
  const { left, top, width, height } = field.getBoundingClientRect();
  const at = { clientX: left + right * width, clientY: top + down * height, view: window, bubbles: true };
  field.dispatchEvent(new PointerEvent('pointerdown', { ...at, pointerId: 1 }));
  field.dispatchEvent(new PointerEvent('pointerup', { ...at, pointerId: 1 }));
  field.dispatchEvent(new MouseEvent('click', at));
}

const here = () => numbersIn(training.querySelector('.at').textContent.replaceAll(/x[₁₂]/g, '')).slice(0, 2);

/** A picture while points are drawn in it: by clicks and by keys. */
async function draw(field) {
  enter(field);
  field.focus();
  expect(document.activeElement === field && field.ariaLabel, 'it takes no focus, or has no name');
  give(control('place'), 'b');
  const before = [count('dots'), count('crosses')];
  click(field, 0.6, 0.3);
  await until(() => count('crosses') === before[1] + 1, 'a cross');
  const [x, y] = here();
  expect(Math.abs(x - 0.6) < 0.06 && Math.abs(y - 1.2) < 0.06, `the aim is at ${x}, ${y}`);
  press(field, 'ArrowLeft');
  press(field, 'ArrowUp', { shiftKey: true });
  same(
    here().map((value) => value.toFixed(2)),
    [x - 0.1, y + 0.5].map((value) => value.toFixed(2)),
    'after the arrows',
  );
  press(field, 'a');
  await until(() => count('dots') === before[0] + 1, 'a dot');
  press(field, 'b');
  await until(() => count('crosses') === before[1] + 2, 'another cross');
  press(field, 'Backspace');
  press(field, 'Delete');
  await until(() => count('dots') + count('crosses') === before[0] + before[1] + 1, 'what is left');
  expect(!press(field, 'a', { ctrlKey: true }).defaultPrevented, 'the browser’s own key is taken');
}

const total = () => count('dots') + count('crosses');

/** The brushes, one of them the eraser. */
async function place(select) {
  await own();
  same(
    [...select.options].map(({ value }) => value),
    ['a', 'b', ''],
    'the brushes',
  );
  for (const [name, kind] of [
    ['a', 'dots'],
    ['b', 'crosses'],
  ]) {
    const before = count(kind);
    give(select, name);
    click(training.querySelectorAll('.field')[1], 0.5, 0.9);
    await until(() => count(kind) === before + 1, `one more of the ${kind}`);
  }
  const before = total();
  give(select, '');
  click(training.querySelector('.field'), 0.5, 0.9);
  await until(() => total() < before, 'the eraser to take points');
}

async function undo(button) {
  await own();
  const before = total();
  click(training.querySelector('.field'), 0.1, 0.1);
  await until(() => total() === before + 1, 'one point more');
  button.click();
  await until(() => total() === before, 'the points there were');
  click(training.querySelector('.field'), 0.1, 0.1);
  press(training.querySelector('.field'), 'z', { ctrlKey: true });
  await until(() => total() === before, 'the points there were, by a key');
}

async function finger(checkbox) {
  const touchAction = () => getComputedStyle(training.querySelector('.field')).touchAction;
  const before = touchAction();
  checkbox.click();
  await until(() => touchAction() === 'none', 'a picture that a finger does not scroll');
  checkbox.click();
  await until(() => touchAction() === before, 'a picture that a finger scrolls');
}

/** Experiments of the text: every setting is as the button has it, and the picture changes. */
async function tryOut(button) {
  const lab = button.closest('.lab');
  const wanted = Object.entries(JSON.parse(button.dataset.try));
  expect(button.ariaLabel.includes(button.textContent), `its name ${button.ariaLabel} has not its label`);
  // Another seed is the only thing to see where all is set already.
  give(control('seed', lab), 5);
  button.click();
  same(
    wanted.map(([name]) => control(name, lab).value),
    wanted.map(([, value]) => String(value)),
    'the settings',
  );
  const { set, name } = Object.fromEntries(wanted);
  if (lab === signal) return until(() => signal.querySelector('caption').textContent.includes(name), `${name}`);
  if (set === 'own') return until(() => seen(training.querySelector('.drawing')), 'what to draw with');
  await until(() => steps() > 0, 'the networks to learn');
  control('run').click();
  await until(() => training.querySelector('[role=status]').textContent, 'the pause');
}

async function clear(button) {
  await own();
  button.click();
  await until(() => control('run').disabled && count('dots') + count('crosses') === 0, 'no points');
  give(control('set'), 'circles');
  await until(() => !control('run').disabled, 'circles to be learned');
  await own();
}

/** Numbers within and beyond their limits: those beyond are refused, and no run begins. */
async function number(field, look) {
  const was = field.value;
  await changes(() => give(field, Number(was) + 1), look, field.name);
  const before = JSON.stringify(look());
  const low = Number(field.min) - 1;
  give(field, low);
  same(field.validity.valid, false, `valid at ${low}`);
  expect(field.validationMessage, 'no message');
  await new Promise((done) => setTimeout(done, 100));
  same(JSON.stringify(look()), before, 'what a wrong number changes');
  await changes(() => give(field, was), look, field.name);
}

/** The loss after some steps, by the same weights. */
async function rate(select) {
  const learned = new Set();
  for (const { value } of [select.options[0], select.options[select.options.length - 1]]) {
    await restart();
    give(select, value);
    same(steps(), 0, 'the steps');
    await advance(5);
    learned.add(boundaries());
  }
  same(learned.size, 2, 'how much the rates differ');
}

async function speed(select) {
  for (const value of ['16', '4']) {
    await restart();
    give(select, value);
    await changes(() => control('run').click(), steps, 'step');
    await until(() => steps() >= 32, 'some steps');
    control('run').click();
    await new Promise((done) => setTimeout(done, 300));
    same(steps() % Number(value), 0, `steps that are left over at ${value} a frame`);
  }
}

const rows = () => [...signal.querySelector('table').tBodies[0].rows].map(({ textContent }) => textContent);

async function activation(select) {
  const other = [...select.options].find(({ selected }) => !selected).value;
  await changes(() => give(select, other), rows, 'table');
  expect(signal.querySelector('caption').textContent.includes(other), `the caption does not name ${other}`);
  expect(signal.querySelector('svg').ariaLabel.includes(other), `the picture does not name ${other}`);
  await until(() => signal.querySelector('.says').textContent.startsWith(other), 'what it says');
}

async function weights(select) {
  for (const { value } of [...select.options].toReversed()) {
    if (value === select.value) continue;
    // 1 would be what another choice is.
    if (value === 'own') control('factor', signal).value = '1.7';
    await changes(() => give(select, value), rows, `table with ${value}`);
    same(control('factor', signal).disabled, value !== 'own', `whether the factor of ${value} is fixed`);
  }
}

async function factor(field) {
  await changes(() => give(control('weights', signal), 'own'), rows, 'table');
  same(field.disabled, false, 'whether it is fixed');
  await number(field, rows);
}

async function another(button) {
  const seed = control('seed', signal);
  const before = Number(seed.value);
  await changes(() => button.click(), rows, 'table');
  same(Number(seed.value), before + 1, 'the seed');
}

async function layers(slider) {
  for (const value of ['7', '50', '1']) {
    await changesTo(
      () => give(slider, value),
      () => rows().length === Number(value),
      `${value} layers`,
    );
    same(slider.parentElement.querySelector('output').textContent, value, 'what it says');
  }
}

const rules = [
  ['summary', open],
  ['.side select', side],
  ['#training [name=run]', run],
  ['#training [name=step]', step],
  ['#training [name=restart]', () => advance(1).then(restart)],
  ['[name=set]', choosePoints],
  ['#training [type=number]', (field) => number(field, boundaries)],
  ['[name=rate]', rate],
  ['[name=speed]', speed],
  ['.try', tryOut],
  ['[name=place]', place],
  ['[name=undo]', undo],
  ['[name=finger]', finger],
  ['[name=clear]', clear],
  ['.field', draw],
  ['.losses canvas', async () => same((await chartIn(losses)).data.datasets.length, 2, 'curves')],
  ['.field canvas', (canvas) => same(canvas.ariaHidden, 'true', 'whether it is hidden from those who do not see')],
  ['#signal [name=name]', activation],
  ['#signal [name=weights]', weights],
  ['#signal [name=factor]', factor],
  ['#signal :is([name=seed], [name=bias])', (field) => number(field, rows)],
  ['#signal [name=another]', another],
  ['#signal [name=layers]', layers],
];

export async function learning() {
  const state = { worked: new Set(), failures: [] };
  for (const lab of [training, signal]) {
    enter(lab);
    await until(() => !lab.querySelector('fieldset').disabled, `the controls of ${lab.id}`);
    await until(() => lab === signal || steps() === 0, 'the start');
    await workAll(lab, rules, state);
  }
  const hidden = control('finger');
  if (!state.worked.has(hidden)) {
    // It is shown where there is a screen to touch.
    await finger(hidden);
    state.worked.add(hidden);
  }
  missAll(state);
  return { failures: state.failures, worked: state.worked.size };
}
