import { horizontalLine, label, path, verticalLine } from './marks.ts';
import { powerOfTen, svg } from './svg.ts';

/** The largest error in ULP of each column of inputs; null stands for infinity. */
type Errors = (number | null)[];

/** The errors of a function or its derivative, by Kassei and by the textbook formula. */
interface ErrorPanel {
  name: string;
  kassei: Errors;
  naive: Errors;
}

/** The exponents of two between which the inputs' absolute values lie. */
interface ExponentSpan {
  from: number;
  to: number;
}

const WIDTH = 520;
const PANEL_HEIGHT = 118;
const PANEL_SIDES = { left: 44, right: 500 };
const ZERO_GAP = 10;

/** The vertical axis starts at a tenth of a ULP and ends at an even power of ten above the largest error. */
const LOWEST_DECADE = -1;
const highestDecade = (errors: Errors) => {
  const largest = errors.reduce((most: number, error) => Math.max(most, error ?? 0), 1);
  return Math.max(2, Math.ceil(Math.log10(largest) / 2) * 2);
};

/** The left edge of a column. Columns are half powers of two; negative inputs are on the left. */
function columnAt(index: number, columns: number) {
  const width = (PANEL_SIDES.right - PANEL_SIDES.left - ZERO_GAP) / columns;
  return PANEL_SIDES.left + index * width + (index >= columns / 2 ? ZERO_GAP : 0);
}

/** A line with one step for each column, interrupted by the gap around 0. */
function stepLine(kind: string, curve: Errors, y: (error: number | null) => number) {
  const half = curve.length / 2;
  const width = columnAt(1, curve.length) - columnAt(0, curve.length);
  const side = (from: number) => {
    const parts = curve.slice(from, from + half).map((error, i) => {
      const x = columnAt(from + i, curve.length);
      return `${i ? 'V' : `M${x.toFixed(1)} `}${y(error).toFixed(1)}H${(x + width).toFixed(1)}`;
    });
    return parts.join('');
  };
  return path(kind, side(0) + side(half));
}

/** Positions and labels of ±10^-10 … ±100. */
function horizontalTicks({ from, to }: ExponentSpan) {
  const columns = 4 * (to - from);
  return [2, -2, -6, -10].flatMap((exponent) => {
    const index = 2 * (exponent * Math.log2(10) - from);
    const right = columnAt(columns / 2 + index, columns);
    return [
      { x: right, text: powerOfTen(exponent) },
      { x: PANEL_SIDES.left + PANEL_SIDES.right - right, text: `−${powerOfTen(exponent)}` },
    ];
  });
}

function panel({ name, kassei, naive }: ErrorPanel, span: ExponentSpan, top: number) {
  const box = { ...PANEL_SIDES, top: top + 8, bottom: top + PANEL_HEIGHT };
  const highest = highestDecade([...kassei, ...naive]);
  const y = (error: number | null) => {
    const exponent = error === null ? highest : Math.log10(Math.max(error, 10 ** LOWEST_DECADE));
    return box.bottom - ((exponent - LOWEST_DECADE) / (highest - LOWEST_DECADE)) * (box.bottom - box.top);
  };
  const stride = highest > 6 ? 4 : 2;
  const ticks = Array.from({ length: Math.floor(highest / stride) + 1 }, (_, i) => i * stride);
  return [
    ...horizontalTicks(span).map(({ x }) => verticalLine('grid', x, box)),
    ...ticks.flatMap((exponent) => [
      horizontalLine(exponent ? 'grid' : 'zero', y(10 ** exponent), box),
      label('y', box.left - 8, y(10 ** exponent) + 4, powerOfTen(exponent)),
    ]),
    label('name', box.right, box.top + 14, name),
    stepLine('curve slope', naive, y),
    stepLine('curve value', kassei, y),
  ];
}

/** The style sheet's rules for light and dark colours. */
function colours(sheet: string) {
  const rules = sheet.match(
    /^:root \{[^}]*\}|^@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{[^}]*\}\s*\}/gm,
  );
  if (rules?.length !== 2) throw new Error('the style sheet has no colours for light and dark where they are expected');
  return rules.join('\n');
}

const PICTURE_STYLE = `text { fill: var(--quiet); font: 13px system-ui, sans-serif }
.x { text-anchor: middle } .y, .name { text-anchor: end } .name { font-style: italic; fill: var(--ink) }
path { fill: none } .grid { stroke: var(--grid) } .zero { stroke: var(--zero) }
.curve { stroke-width: 2 } .value { stroke: var(--value) } .slope { stroke: var(--slope); stroke-dasharray: 7 4 }`;

/** The errors of a function and its derivative, as an SVG file that carries the page's colours. */
export function errorPlot(all: ErrorPanel[], span: ExponentSpan, sheet: string): string {
  const bottom = all.length * (PANEL_HEIGHT + 14);
  const panels = all.flatMap((one, i) => ['<g>', ...panel(one, span, i * (PANEL_HEIGHT + 14)), '</g>']);
  const names = horizontalTicks(span).map(({ x, text }) => label('x', x, bottom + 8, text));
  return svg(WIDTH, bottom + 18, '', [...panels, ...names]).replace(
    /^<svg (.*?)>/,
    `<svg xmlns="http://www.w3.org/2000/svg" $1><style>${colours(sheet)}\n${PICTURE_STYLE}</style>`,
  );
}
