import { catalogue } from '../../../dist/catalogue.js';
import type { Language } from '../../content/labels.ts';
import type { ActivationChoice } from '../../learning/engine/activation-choice.ts';
import { type DatasetName, makePoints } from '../../learning/engine/datasets.ts';
import firstSettings from '../../learning/engine/first-settings.json' with { type: 'json' };
import { type Initialisation, initialisations, sendSignal } from '../../learning/engine/signal.ts';
import { Training } from '../../learning/engine/training.ts';
import { type LearningLabels, learningLabels, percent, short } from '../../learning/picture/labels.ts';
import { planePicture } from '../../learning/picture/plane-picture.ts';
import { signalPicture } from '../../learning/picture/signal-picture.ts';
import { readSignal, signalRows } from '../../learning/picture/verdict.ts';
import type { Kassei } from '../../model/curves.ts';
import { fill } from '../../model/format.ts';
import { type Entry, startValue } from '../../model/settings.ts';
import { lineSwatch, swatch } from '../../plot/svg.ts';
import { renderText } from '../text/explanation.ts';
import { siteLabels } from '../text/label-files.ts';
import { renderTable } from './facts.ts';

const entries = catalogue.filter(({ kind }) => kind === 'elementwise');

/** An activation with its defaults; parameters without one have the start value of the functions' page. */
function choiceOf(name: string): ActivationChoice {
  const entry = entries.find((one) => one.name === name) as Entry;
  const needed = entry.parameters.filter((parameter) => parameter.default === undefined);
  return {
    name: entry.name,
    options: Object.fromEntries(needed.map((parameter) => [parameter.name, startValue(parameter)])),
  };
}

const renderOption = (value: string | number, label: string, chosen: string | number, extra = '') =>
  `<option value="${value}"${value === chosen ? ' selected' : ''}${extra}>${label}</option>`;

/** A control with its label; scripts find it by `name`. */
const renderSelect = (name: string, label: string, choices: string[]) =>
  `<label>${label} <select name="${name}" autocomplete="off">${choices.join('')}</select></label>`;
const renderNumber = (name: string, label: string, min: number, max: number, value: number, step = 1) =>
  `<label>${label} <input type="number" name="${name}" min="${min}" max="${max}" step="${step}" value="${value}" autocomplete="off" required /></label>`;
const renderFunctions = (name: string, label: string, chosen: string) =>
  renderSelect(
    name,
    label,
    entries.map(({ name }) => {
      const options = JSON.stringify(choiceOf(name).options);
      return renderOption(name, name, chosen, options === '{}' ? '' : ` data-options='${options}'`);
    }),
  );
const renderButton = (name: string, label: string, extra = '') =>
  `<button type="button" name="${name}"${extra}>${label}</button>`;

/**
 * Replaces `[try Label: name=value …]` by a button. It applies the first settings with these changes; without a label
 * it has the usual one. Its name for assistive technology includes the item's subject.
 */
function withButtons(html: string, settings: object, labels: LearningLabels) {
  const about = (before: string) =>
    before.slice(before.lastIndexOf('<li>')).match(/<strong>(.*?)[.。]?<\/strong>/)?.[1];
  return html.replace(
    /\[try(?: ([^\]=]+):)?((?: [\w-]+=[^\s\]]+)*)\]/g,
    (_, label = labels.try, changes: string, at: number) => {
      const changed = changes.trim()
        ? changes
            .trim()
            .split(' ')
            .map((change) => change.split('='))
        : [];
      const all = JSON.stringify({ ...settings, ...Object.fromEntries(changed) });
      const plain = (text = '') => text.replace(/<[^>]*>/g, '');
      const name = [label, about(html.slice(0, at))].filter(Boolean).map(plain).join(labels.colon);
      return `<button type="button" class="live try" aria-label="${name}" data-try='${all}' disabled>${label}</button>`;
    },
  );
}

/** A section: the text before and after its line, the picture and the controls. */
function renderLab(
  language: Language,
  id: 'training' | 'signal',
  { picture, controls, settings }: { picture: string; controls: string; settings: object },
) {
  const labels = learningLabels[language];
  const [before, after] = withButtons(renderText(language, id), settings, labels).split(`<p>[${id}]</p>`);
  if (after === undefined)
    throw new Error(`web/content/${language}/sections/${id}.md has no line [${id}] for its controls`);
  return `<section id="${id}" class="lab" aria-labelledby="${id}-title">
<div class="before"><h2 id="${id}-title">${labels[id].title}</h2>
${before}</div>
<div class="sight">${picture}
<p class="unavailable" hidden>${fill(labels.unavailable, { takes: siteLabels[language].takes })}</p></div>
<div class="play"><form class="live" autocomplete="off"><fieldset aria-label="${labels.settings}" disabled>${controls}</fieldset></form></div>
<div class="after">${after}</div></section>`;
}

function renderTraining(language: Language, kassei: Kassei) {
  const labels = learningLabels[language];
  const { set, pair, layers, width, rate, speed, seed, steps } = firstSettings.training;
  const points = makePoints(set as DatasetName, seed);
  const run = new Training(kassei, { points, shape: { layers, width }, seed, pair: pair.map(choiceOf) });
  run.advance(steps, rate);
  const sides = run.sides();
  const pictures = run.pictures();
  run.free();
  const said = (i: number) => ({
    name: pair[i],
    loss: short(sides[i].loss),
    right: percent(sides[i].accuracy),
    steps: String(steps),
  });
  const side = (
    i: number,
  ) => `<div class="side">${renderFunctions(`side-${i}`, labels[i ? 'second' : 'first'], pair[i]).replace('<label', '<label class="live"')}
<div class="field">${planePicture(points, pictures[i].boundary, fill(labels.field, said(i)))}</div>
<p class="score"><code>${pair[i]}</code> <span>${fill(labels.score, said(i))}</span></p></div>`;
  const cells = sides.flatMap(({ loss, accuracy }) => [short(loss), percent(accuracy)]);
  const heads = pair.flatMap((name) => [fill(labels.tableLoss, { name }), fill(labels.tableRight, { name })]);
  const columns = [0, 2, 1, 3];
  const { a, b } = labels.classes;
  const brushes = `${renderSelect('place', labels.place, [renderOption('a', a, 'a'), renderOption('b', b, 'a'), renderOption('', labels.eraser, 'a')])}${renderButton('undo', labels.undo)}${renderButton('clear', labels.clear)}<label class="touch wide"><input type="checkbox" name="finger" autocomplete="off" /> ${labels.finger}</label>`;
  const picture = `<div class="sides">${[0, 1].map(side).join('\n')}</div>
<div class="drawing" hidden><div class="settings">${brushes}</div><p class="at" aria-live="polite"></p></div>
<p class="legend"><span>${swatch('<path class="dots" d="M5 5h0"/>', 10)}${labels.classes.a}</span> <span>${swatch('<path class="crosses" d="m2 2 6 6m0-6-6 6"/>', 10)}${labels.classes.b}</span> <span>${swatch('<path class="boundary" d="M0 5H32"/>', 32)}${labels.boundary}</span> <span class="now">${fill(labels.now, { steps: String(steps) })}</span></p>
<div class="live"><p class="legend curves">${labels.loss} <span>${lineSwatch('value')}<code>${pair[0]}</code></span> <span>${lineSwatch('slope')}<code>${pair[1]}</code></span></p>
<div class="losses"></div></div>
<details><summary>${labels.table}</summary>${renderTable(
    labels.tableCaption,
    [labels.tableStep, ...columns.map((i) => heads[i])],
    [[String(steps), ...columns.map((i) => cells[i])]],
    ' stacked',
  )}</details>`;
  const rates = [0.001, 0.003, 0.01, 0.03, 0.1];
  const speeds = [0.1, 1, 4, 16];
  const controls = `<div class="press">${renderButton('run', labels.start)}${renderButton('step', labels.step)}${renderButton('restart', labels.restart)}<p role="status"></p></div>
<div class="settings">${renderSelect(
    'set',
    labels.set,
    Object.entries(labels.sets).map(([name, label]) => renderOption(name, label, set)),
  )}${renderNumber('layers', labels.layers, 1, 6, layers)}${renderNumber('width', labels.width, 1, 32, width)}${renderSelect(
    'rate',
    labels.rate,
    rates.map((value) => renderOption(value, String(value), rate)),
  )}${renderSelect(
    'speed',
    labels.speed,
    speeds.map((value) => renderOption(value, value < 1 ? `1/${1 / value}` : String(value), speed)),
  )}${renderNumber('seed', labels.seed, 0, 999999, seed)}</div>
<div class="drawing" hidden><p>${labels.ownHint}</p><p class="touch">${labels.ownTouch}</p><p>${labels.ownKeys}</p></div>`;
  const settings = { set, layers, width, rate, speed, seed, 'side-0': pair[0], 'side-1': pair[1] };
  return renderLab(language, 'training', { picture, controls, settings });
}

function renderSignal(language: Language, kassei: Kassei) {
  const labels = learningLabels[language];
  const { name, weights, factor, bias, layers, seed } = firstSettings.signal;
  const result = sendSignal(kassei, { choice: choiceOf(name), layers, weights: weights as Initialisation, bias, seed });
  const reading = readSignal(labels, result);
  const picture = `<div class="panels">${signalPicture(result, labels, fill(labels.signalPlot, { name, layers: String(layers), reading }))}</div>
<p class="legend"><span>${lineSwatch('value')}${labels.legendOutputs}</span> <span>${lineSwatch('difference')}${labels.legendDifference}</span> <span>${lineSwatch('slope')}${labels.legendGradients}</span></p>
<p class="says" role="status">${name}${labels.colon}${reading}</p>
<details><summary>${labels.signalTable}</summary>${renderTable(fill(labels.signalCaption, { name }), labels.columns, signalRows(result), ' stacked')}</details>`;
  const rules = Object.keys(initialisations).map((rule) => renderOption(rule, rule, weights));
  const controls = `<div class="settings">${renderFunctions('name', labels.name, name)}${renderSelect('weights', labels.weights, [...rules, renderOption('own', labels.own, weights)])}${renderNumber('factor', labels.factor, 0.1, 5, factor, 0.1).replace('required', 'required disabled')}${renderNumber('bias', labels.bias, -5, 5, bias, 0.1)}${renderNumber('seed', labels.seed, 0, 999999, seed)}${renderButton('another', labels.another)}<label class="wide">${labels.signalLayers} <input type="range" name="layers" min="1" max="50" value="${layers}" autocomplete="off" /> <output>${layers}</output></label></div>`;
  return renderLab(language, 'signal', { picture, controls, settings: firstSettings.signal });
}

/** Links of the overview to the two sections on learning. */
export function renderLearningLinks(language: Language) {
  const labels: LearningLabels = learningLabels[language];
  const link = (id: 'training' | 'signal') =>
    `<p class="also"><a href="#${id}">${labels[id].title}</a>${labels.colon}${labels[id].summary}</p>`;
  return `<h3>${labels.group}</h3>\n${link('training')}\n${link('signal')}`;
}

/** The two sections on learning. */
export const renderLearning = (language: Language, kassei: Kassei) =>
  `<p class="prose">${learningLabels[language].lead}</p>\n${renderTraining(language, kassei)}\n${renderSignal(language, kassei)}`;
