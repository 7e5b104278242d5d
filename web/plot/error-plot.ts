import { label, level, power, svg, upright } from './svg.ts';

/** Largest errors in ulp, by columns of inputs; null stands for infinity. */
type Errors = (number | null)[];

/** The errors of a function or of its derivative: of Kassei's and of the textbook's formula. */
export interface ErrorPanel {
  name: string;
  kassei: Errors;
  naive: Errors;
}

/** The powers of two between which the inputs of a curve lie. */
interface Span {
  from: number;
  to: number;
}

const WIDTH = 520;
const PANEL = 118;
const SIDE = { left: 44, right: 500 };
const GAP = 10;

/** The decades that the vertical axis spans: from a tenth of an ulp to beyond the largest error. */
const LOWEST = -1;
const decades = (errors: Errors) => {
  const largest = errors.reduce((most: number, error) => Math.max(most, error ?? 0), 1);
  return Math.max(2, Math.ceil(Math.log10(largest) / 2) * 2);
};

/** Where a column begins: columns are half powers of two, those of negative numbers on the left. */
function columnAt(index: number, columns: number) {
  const width = (SIDE.right - SIDE.left - GAP) / columns;
  return SIDE.left + index * width + (index >= columns / 2 ? GAP : 0);
}

/** A line with a step for each column; nothing is drawn in the gap around 0. */
function steps(kind: string, curve: Errors, y: (error: number | null) => number) {
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

/** The positions of ±10^-10 … ±100 with their names. */
function horizontalTicks({ from, to }: Span) {
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

function panel({ name, kassei, naive }: ErrorPanel, span: Span, top: number) {
  const box = { ...SIDE, top: top + 8, bottom: top + PANEL };
  const highest = decades([...kassei, ...naive]);
  const y = (error: number | null) => {
    const exponent = error === null ? highest : Math.log10(Math.max(error, 10 ** LOWEST));
    return box.bottom - ((exponent - LOWEST) / (highest - LOWEST)) * (box.bottom - box.top);
  };
  const stride = highest > 6 ? 4 : 2;
  const ticks = Array.from({ length: Math.floor(highest / stride) + 1 }, (_, i) => i * stride);
  const parts = [
    ...horizontalTicks(span).map(({ x }) => upright('grid', x, box)),
    ...ticks.flatMap((exponent) => [
      level(exponent ? 'grid' : 'zero', y(10 ** exponent), box),
      label('y', box.left - 8, y(10 ** exponent) + 4, power(exponent)),
    ]),
    label('name', box.right, box.top + 14, name),
    steps('curve slope', naive, y),
    steps('curve value', kassei, y),
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

/** The plot of the errors of a function and its derivative: a picture of its own, with the colours of the page's sheet. */
export function errorPlot(all: ErrorPanel[], span: Span, sheet: string): string {
  const bottom = all.length * (PANEL + 14);
  const panels = all.map((one, i) => panel(one, span, i * (PANEL + 14)));
  const names = horizontalTicks(span).map(({ x, text }) => label('x', x, bottom + 8, text));
  return svg(WIDTH, bottom + 18, '', [`<style>${colours(sheet)}\n${STYLE}</style>`, ...panels, ...names]).replace(
    '<svg ',
    '<svg xmlns="http://www.w3.org/2000/svg" ',
  );
}
