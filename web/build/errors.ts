import record from '../../docs/accuracy.json' with { type: 'json' };
import type { Entry } from '../parameters.ts';
import { fill, format, type Language } from '../words.ts';
import { math } from './content.ts';
import { table } from './facts.ts';
import { later } from './later.ts';
import { label, level, lineSwatch, power, svg, upright } from './svg.ts';
import { words } from './words.ts';

/** What was measured of one library's value or gradient (tests/verify/record.mjs); null stands for infinity. */
interface Measured {
  worst: number | null;
  at: number;
  correct: number;
  incorrect: number;
  curve: (number | null)[];
}

const MODES = ['value', 'gradient'] as const;
const NAIVE = 'plain-js';
const LIBRARIES = {
  kassei: 'Kassei',
  [NAIVE]: 'JavaScript Math.*',
  'tfjs-wasm': 'TensorFlow.js',
  'ort-web': 'ONNX Runtime Web',
  'jax-js': 'jax-js',
};

const functions = record.functions as Partial<Record<string, Record<string, Record<string, Measured>>>>;

export function measured({ name }: Entry, mode: string): Record<string, Measured> {
  const found = functions[name]?.[mode];
  if (!found?.kassei || !found[NAIVE]) {
    throw new Error(`docs/accuracy.json lacks ${name}: npm run verify, npm run verify -- --peers`);
  }
  return found;
}

const WIDTH = 520;
const PANEL = 118;
const SIDE = { left: 44, right: 500 };
const GAP = 10;

/** The decades that the vertical axis spans: from a tenth of an ulp to beyond the largest error. */
const LOWEST = -1;
const decades = (errors: (number | null)[]) => {
  const largest = errors.reduce((most: number, error) => Math.max(most, error ?? 0), 1);
  return Math.max(2, Math.ceil(Math.log10(largest) / 2) * 2);
};

/** Where a column begins: columns are half powers of two, those of negative numbers on the left. */
function columnAt(index: number, columns: number) {
  const width = (SIDE.right - SIDE.left - GAP) / columns;
  return SIDE.left + index * width + (index >= columns / 2 ? GAP : 0);
}

/** A line with a step for each column; nothing is drawn in the gap around 0. */
function steps(kind: string, curve: (number | null)[], y: (error: number | null) => number) {
  const half = curve.length / 2;
  const width = columnAt(1, curve.length) - columnAt(0, curve.length);
  const side = (from: number) => {
    const parts = curve.slice(from, from + half).map((error, i) => {
      const x = columnAt(from + i, curve.length);
      return `${i ? 'V' : `M${x.toFixed(1)} `}${y(error).toFixed(1)}H${(x + width).toFixed(1)}`;
    });
    return parts.join('');
  };
  return `<path class="${kind}" d="${side(0)}${side(half)}"/>`;
}

/** A number, a large one by its power of ten; null stands for infinity. */
function compact(value: number | null) {
  if (value === null) return '∞';
  if (Math.abs(value) < 1e5) return format(value, 3);
  const [digits, exponent] = value.toExponential(1).split('e+');
  return `${digits.replace('-', '−')}×${power(Number(exponent))}`;
}

/** The positions of ±10^-10 … ±100 with their names. */
function horizontalTicks() {
  const { from, to } = record.curve;
  const columns = 4 * (to - from);
  return [2, -2, -6, -10].flatMap((exponent) => {
    const index = 2 * (exponent * Math.log2(10) - from);
    const right = columnAt(columns / 2 + index, columns);
    return [
      { x: right, text: power(exponent) },
      { x: SIDE.left + SIDE.right - right, text: `−${power(exponent)}` },
    ];
  });
}

function panel(entry: Entry, mode: (typeof MODES)[number], top: number) {
  const { kassei, [NAIVE]: naive } = measured(entry, mode);
  const box = { ...SIDE, top: top + 8, bottom: top + PANEL };
  const highest = decades([...kassei.curve, ...naive.curve]);
  const y = (error: number | null) => {
    const exponent = error === null ? highest : Math.log10(Math.max(error, 10 ** LOWEST));
    return box.bottom - ((exponent - LOWEST) / (highest - LOWEST)) * (box.bottom - box.top);
  };
  const stride = highest > 6 ? 4 : 2;
  const ticks = Array.from({ length: Math.floor(highest / stride) + 1 }, (_, i) => i * stride);
  const parts = [
    ...horizontalTicks().map(({ x }) => upright('grid', x, box)),
    ...ticks.flatMap((exponent) => [
      level(exponent ? 'grid' : 'zero', y(10 ** exponent), box),
      label('y', box.left - 8, y(10 ** exponent) + 4, power(exponent)),
    ]),
    label('name', box.right, box.top + 14, mode === 'value' ? 'f' : 'f′'),
    steps('curve slope', naive.curve, y),
    steps('curve value', kassei.curve, y),
  ];
  return `<g>${parts.join('')}</g>`;
}

/** The sheet's rules for colours, light and dark. */
function colours(sheet: string) {
  const rules = sheet.match(
    /^:root \{[^}]*\}|^@media screen and \(prefers-color-scheme: dark\) \{\s*:root:not\(\.paper\) \{[^}]*\}\s*\}/gm,
  );
  if (rules?.length !== 2) throw new Error('the style sheet has no colours for light and dark where they are expected');
  return rules.join('\n');
}

const STYLE = `text { fill: var(--quiet); font: 13px system-ui, sans-serif }
.x { text-anchor: middle } .y, .name { text-anchor: end } .name { font-style: italic; fill: var(--ink) }
path { fill: none } .grid { stroke: var(--grid) } .zero { stroke: var(--zero) }
.curve { stroke-width: 2 } .value { stroke: var(--value) } .slope { stroke: var(--slope); stroke-dasharray: 7 4 }`;

/** Where the pictures stand, relative to the Japanese page. */
export const errorFile = ({ name }: Entry) => `errors/${name}.svg`;

/** The plot of the errors of a function and its derivative: a picture of its own, with the colours of the page's sheet. */
export function errorPlot(entry: Entry, sheet: string): string {
  const bottom = MODES.length * (PANEL + 14);
  const panels = MODES.map((mode, i) => panel(entry, mode, i * (PANEL + 14)));
  const names = horizontalTicks().map(({ x, text }) => label('x', x, bottom + 8, text));
  return svg(WIDTH, bottom + 18, '', [`<style>${colours(sheet)}\n${STYLE}</style>`, ...panels, ...names]).replace(
    '<svg ',
    '<svg xmlns="http://www.w3.org/2000/svg" ',
  );
}

/** The figure with its caption, and the table of all libraries. */
export function errors(language: Language, entry: Entry) {
  const t = words[language];
  const largest = (library: string) =>
    fill(t.errorLargest, {
      library: LIBRARIES[library as keyof typeof LIBRARIES],
      value: compact(measured(entry, 'value')[library].worst),
      gradient: compact(measured(entry, 'gradient')[library].worst),
    });
  const alt = fill(t.errorPlot, { name: entry.name, kassei: largest('kassei'), naive: largest(NAIVE) });
  const rows = Object.entries(LIBRARIES).flatMap(([library, title]) =>
    MODES.flatMap((mode) => {
      const one = measured(entry, mode)[library];
      if (!one) return [];
      const few = one.incorrect ? fill(t.errorBut, { count: String(one.incorrect) }) : t.errorEvery;
      const share = one.incorrect < 1000 ? few : `${format(100 * one.correct, 5)}%`;
      return [
        [
          `${title} ${math(mode === 'value' ? 'f' : "f'")}`,
          compact(one.worst),
          one.worst === 0 ? '' : compact(one.at),
          share,
        ],
      ];
    }),
  );
  const head = [t.errorLibrary, t.errorWorst, t.errorAt, t.errorCorrect];
  const all = table(t.errorCaption, head, rows, ' stacked');
  return `<h4>${t.error}</h4>
<figure class="errors"><img src="${language === 'ja' ? './' : '../'}${errorFile(entry)}" width="520" height="282" loading="lazy" alt="${alt}" />
<figcaption><span>${t.errorAxes}</span> <span>${lineSwatch('value')} Kassei</span> <span>${lineSwatch('slope')} ${t.errorNaive}</span></figcaption></figure>
${later(language, entry.name, 'errors', t.errorTable, all)}`;
}
