// Parts below the figures: wrong formulas to try, code to copy, tables that are fetched when they are opened.

import { mistakes } from '/web/model/formulas/wrong-formulas.mjs';
import { entries, kassei, optionsOf } from './figures.mjs';
import { expect, give, near, numbersIn, same, seen, until } from './tools.mjs';

async function mistake(input, root) {
  const block = input.closest('.mistake');
  const { wrong, at, options, slope } = mistakes[root.id][[...root.querySelectorAll('.mistake')].indexOf(block)];
  const results = () => [...block.querySelectorAll('dd')].map(({ textContent }) => textContent);
  same([input.disabled, input.type], [false, 'text'], 'the field');
  const x = Array.isArray(at) ? [3, 1.5, -2, 0.25] : [-0.625];
  give(input, x.join(', ').replace('-', '−'));
  same(input.getAttribute('aria-invalid'), 'false', 'invalid');
  const f = kassei.get(root.id);
  const right = Array.from((slope ? f.grad : f)(Float32Array.from(x), given(root.id, options)));
  const [shownWrong, shownRight, error] = results();
  near(numbersIn(shownWrong), [wrong(Array.isArray(at) ? x : x[0])].flat(), 'the wrong value', 1e-5);
  near(numbersIn(shownRight), right, 'the right value', 1e-5);
  expect(/0|∞|NaN|%/.test(error), `the error is “${error}”`);
  const before = results();
  give(input, 'one');
  same([input.getAttribute('aria-invalid'), results()], ['true', before], 'what is no number');
  give(input, Array.isArray(at) ? '1, 2, 3, 4' : '−∞');
  same(input.getAttribute('aria-invalid'), 'false', 'invalid again');
}

/** The parameters that a section starts with, its controls have been moved by now, or those of a wrong formula. */
const given = (name, own = {}) =>
  Object.fromEntries(
    Object.keys(optionsOf(name)).map((parameter) => {
      const { default: standard, type } = entries.get(name).parameters.find((one) => one.name === parameter);
      const [typed] = document.querySelectorAll(`#${name} .parameter[data-parameter=${parameter}] input`);
      const value = own[parameter] ?? standard ?? Number(typed.placeholder);
      return [parameter, type === 'floats' ? Float32Array.of(value) : value];
    }),
  );

async function choose(select, root) {
  const code = root.querySelector('.code');
  const look = () => [code.querySelector('code').textContent, code.querySelector('.note').textContent];
  const first = select.value;
  const before = look();
  const all = [...select.options].map(({ value }) => value).filter((value) => value !== first);
  // Every framework's functions are checked elsewhere; each choice writes the code of all functions.
  const next = all[[...entries.keys()].indexOf(root.id) % all.length];
  give(select, next);
  const [text, note] = look();
  expect(text || note, `nothing for ${next}`);
  expect(text + note !== before.join(''), `${next} has the same code as ${first}`);
  same([seen(code.querySelector('pre')), seen(code.querySelector('button'))], [text !== '', text !== ''], next);
  give(select, first);
  same(look(), before, first);
}

async function copy(button, root) {
  const status = root.querySelector('.code [role=status]');
  const text = root.querySelector('.code code').textContent;
  const said = [];
  for (const mayCopy of [true, false]) {
    globalThis.kept.mayCopy = mayCopy;
    status.textContent = '';
    button.click();
    said.push(await until(() => status.textContent, 'a message'));
  }
  same(globalThis.kept.copied.at(-1), text, 'what is copied');
  same(String(getSelection()).trim(), text.trim(), 'what is selected');
  expect(said[0] !== said[1], 'it says the same whether it copies or not');
}

export async function openLater(summary) {
  const details = summary.parentElement;
  summary.click();
  await until(() => !details.querySelector('a[href*=tables]'), 'what was put off');
  const rows = details.querySelectorAll('tr').length;
  const picture = details.querySelector('img');
  if (picture) await until(() => picture.complete && picture.naturalWidth, 'the picture');
  expect(rows > 1, `its table has ${rows} rows`);
  expect([...details.querySelectorAll('td, th')].some(seen), 'it is not seen');
}

export const reading = [
  ['.mistake input', mistake],
  ['.code select', choose],
  ['.code button', copy],
  ['.later > summary', openLater],
];
