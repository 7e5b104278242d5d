import type { Labels } from '../content/labels.ts';
import { type Axis, axisBetween, tickDigits, ticks } from '../model/axis.ts';
import {
  type Curves,
  curvature,
  evaluateAt,
  type Kassei,
  type Point,
  type Range,
  sample,
  verticalAxis,
} from '../model/curves.ts';
import { describePlot } from '../model/description.ts';
import { format } from '../model/format.ts';
import { barNumber, describeRow, inputAxis, isHalved, outputAxis, type Row } from '../model/row.ts';
import type { Entry, Values } from '../model/settings.ts';
import { type Box, CENTRED, dots, kinks, label, type Mark, path, round, zone } from './marks.ts';

/** What a plot shows, in units of a 520th of its width. svg.ts and canvas.ts paint it. */
export interface Picture {
  width: number;
  height: number;
  description: string;
  /** Marks under the lines and bars, and over them. */
  under: Mark[];
  panels: Panel[];
  over: Mark[];
}

/** An area with axes of its own. The first line lies over the others. */
export interface Panel {
  box: Box;
  x: Axis;
  y: Axis;
  lines?: Line[];
  bars?: Bar[];
  /** Whether lines are cut at the box, which they leave in a moved view. */
  clip?: boolean;
}

/** A line through points, with a gap at NaN. */
export interface Line {
  kind: string;
  points: Point[];
  name?: string;
  hidden?: boolean;
}

/** A bar from 0 to its value, in its place from the left. */
export interface Bar {
  kind: string;
  name: string;
  value: number;
}

export type DrawnFunction = { entry: Entry; values: Values };

/** The parts of a function that the checkboxes below the plot show and hide. */
export type CurvePart = 'value' | 'slope' | 'curvature' | 'zones';

/** Functions in one plot: more lines could not be told apart. */
export const MOST_FUNCTIONS = 6;

const WIDTH = 520;

/** The width of a letter and the distance of lines of text, where it is largest: on a phone (plot.css). */
const LETTER = 11;
const NAME_PITCH = 20;

/** The farthest place that engines draw exactly; Chart.js has the same limit. */
const FARTHEST = 2 ** 15;

/** The part of its place that a bar takes. */
export const BAR_WIDTH = 0.64;

/** The background of a picture without a page, a little larger, as canvases are. */
const paper = (height: number) => path('paper', `M0 0H${WIDTH + 1}V${height + 1}H0z`);

/** A function from numbers of an axis to places between two. */
export const placeOn =
  ({ min, max }: Pick<Axis, 'min' | 'max'>, from: number, to: number) =>
  (value: number) =>
    Math.min(Math.max(from + ((value - min) / (max - min)) * (to - from), -FARTHEST), FARTHEST);

/** Functions from numbers to places in a panel. */
export const placesIn = ({ box, x, y }: Panel) => ({
  x: placeOn(x, box.left, box.right),
  y: placeOn(y, box.bottom, box.top),
});

/** The room that the longest of some texts takes at most. */
const width = (texts: string[]) => LETTER * Math.max(0, ...texts.map(({ length }) => length));

const labelled = (axis: Axis) => ticks(axis).map((value) => ({ value, text: format(value, tickDigits(axis)) }));

export type Places = ReturnType<typeof placesIn>;

/** The grid of a panel in two paths, of which one is at 0, and the numbers at its left. */
function gridOf(panel: Panel, columns: number[]): [grid: Mark, zero: Mark, ...numbers: Mark[]] {
  const { x, y } = placesIn(panel);
  const { left, top, right, bottom } = panel.box;
  const levels = labelled(panel.y);
  const [grid, zero] = [false, true].map((atZero) => [
    ...columns.filter((value) => (value === 0) === atZero).map((value) => `M${round(x(value))} ${top}V${bottom}`),
    ...levels
      .filter(({ value }) => (value === 0) === atZero)
      .map(({ value }) => `M${left} ${round(y(value))}H${right}`),
  ]);
  const numbers = levels.map(({ value, text }) => label('y', left - 6, y(value), text, CENTRED));
  return [path('grid', grid.join('')), path('zero', zero.join('')), ...numbers];
}

/** The panel of curves, with room for numbers at the left and names at the right, and the marks of its axes. */
export function frame(range: Range, y: Axis, height: number, names: string[] = []) {
  const x = axisBetween(...range);
  const [columns, levels] = [labelled(x), labelled(y)];
  const right = names.length ? WIDTH - 12 - width(names) : WIDTH - 8;
  const box = { left: Math.max(44, width(levels.map(({ text }) => text))), top: 8, right, bottom: height - 28 };
  const panel: Panel = { box, x, y };
  const places = placesIn(panel);
  const room = width(columns.map(({ text }) => text)) + LETTER;
  const stride = Math.ceil(room / (places.x(x.step) - places.x(0)));
  const numbers = columns.flatMap(({ value, text }, i) =>
    i % stride ? [] : label('x', Math.min(places.x(value), WIDTH - width([text]) / 2), box.bottom + 4, text, 1),
  );
  return { panel, places, axes: [...gridOf(panel, ticks(x)), ...numbers] };
}

/** The names of lines at their ends, spread so that none lies over another. */
function nameLines(lines: Line[], { y }: Places, { top, right, bottom }: Box): Mark[] {
  const names = lines
    .map(({ kind, name = '', points }) => {
      const end = y(points.findLast((point) => Number.isFinite(point.y))?.y ?? 0);
      return { kind: kind.replace('curve', 'name'), name, y: Math.min(Math.max(end, top + 4), bottom - 4) };
    })
    .sort((a, b) => a.y - b.y);
  names.forEach((name, i) => {
    if (i > 0) name.y = Math.max(name.y, names[i - 1].y + NAME_PITCH);
  });
  // Names pushed below the plot move up, and push others up in turn.
  names.reduceRight((limit, name) => {
    name.y = Math.min(name.y, limit);
    return name.y - NAME_PITCH;
  }, bottom);
  return names.map(({ kind, name, y }) => label(kind, right + 6, y, name, CENTRED));
}

/** What a visitor sees of the functions. */
interface CurveView {
  x: Range;
  y?: Range;
  /** Missing where nothing says what is read there. */
  cursor?: number;
  shows(part: CurvePart): boolean;
  /** Curves that fit into the vertical axis in any case. */
  standard?: Curves[];
}

/** The plot of functions of one number, with dots at the cursor. */
export function curvePicture(kassei: Kassei, labels: Labels, drawn: DrawnFunction[], view: CurveView): Picture {
  const { x, y, cursor, shows } = view;
  const alone = drawn.length === 1;
  const curves = drawn.map(({ entry, values }) => sample(kassei, entry, values, x));
  const lines = drawn.flatMap(({ entry, values }, i) => {
    const bends = shows('curvature') ? curvature(kassei, entry, values, x) : [];
    // Alone, f, f' and f'' have a colour each; of several functions, each has one.
    return (['value', 'slope', 'curvature'] as const).map((part, order): Line => {
      const kind = alone ? `curve ${part}` : `curve line-${i}${['', ' thin', ' thinnest'][order]}`;
      const points = [curves[i].value, curves[i].slope, bends][order];
      return { kind, name: entry.name + ['', '′', '″'][order], points, hidden: !shows(part) };
    });
  });
  const visible = lines.filter(({ hidden }) => !hidden);
  const standard = (view.standard ?? curves).flatMap(({ value, slope }) => [value, slope]);
  const vertical = y ? axisBetween(...y) : verticalAxis([...standard, ...visible.map(({ points }) => points)]);
  const names = alone ? [] : visible.map(({ name = '' }) => name);
  const { panel, places, axes } = frame(x, vertical, 390, names);
  const { box } = panel;
  const at = cursor === undefined ? [] : [cursor];
  const here = drawn.flatMap(({ entry, values }) => evaluateAt(kassei, entry, values, at));
  const read = (['value', 'slope'] as const)
    .filter(shows)
    .flatMap((part) => here.map((point) => ({ x: point.x, y: point[part] })));
  const bends = shows('value') ? curves.flatMap(({ kinks }) => kinks) : [];
  const zones = alone && shows('zones') ? curves[0].zones : [];
  const within = (points: Point[]) =>
    points
      .map((point) => [places.x(point.x), places.y(point.y)] as const)
      .filter(([x, y]) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return {
    width: WIDTH,
    height: 390,
    description:
      drawn.map(({ entry, values }) => describePlot(labels, kassei, entry, values, x)).join(' ') || labels.explorer,
    under: [
      paper(390),
      ...zones.flatMap(({ kind, from, to }) => zone(places.x(from), places.x(to), box, kind === 'dead')),
      ...axes,
    ],
    panels: [{ ...panel, lines, clip: Boolean(y) }],
    over: [
      kinks('kink', within(bends)),
      dots('dot cursor', within(read)),
      ...(alone ? [] : nameLines(visible, places, box)),
    ],
  };
}

/** The two panels of a row, before and after. */
function barPanels(entry: Entry, row: Row, boxes: [Box, Box]) {
  const { inputs, outputs } = row;
  const x: Axis = { min: -0.5, max: inputs.length - 0.5, step: 1 };
  const before = inputs.map((bar, i) => ({ ...bar, kind: isHalved(row) && i >= outputs.length ? 'gate' : 'input' }));
  const after = outputs.map((bar) => ({ ...bar, kind: 'value' }));
  return [
    { box: boxes[0], x, y: inputAxis, bars: before },
    { box: boxes[1], x, y: outputAxis(entry, outputs), bars: after },
  ];
}

/** A panel's bars with their places: middle, end, start, and width. */
export function barsIn(panel: Panel) {
  const { x, y } = placesIn(panel);
  const size = { zero: y(0), width: (x(1) - x(0)) * BAR_WIDTH };
  return (panel.bars ?? []).map((bar, i) => ({ ...bar, ...size, x: x(i), y: y(bar.value) }));
}

/** The plot of a row: bars before and after, with their numbers and, at the outer edges, their names. */
export function barPicture(labels: Labels, entry: Entry, row: Row): Picture {
  const panels = barPanels(entry, row, [
    { left: 44, top: 26, right: 512, bottom: 226 },
    { left: 44, top: 250, right: 512, bottom: 450 },
  ]);
  const bars = panels.map(barsIn);
  return {
    width: WIDTH,
    height: 480,
    description: describeRow(labels, entry, row),
    under: [paper(480), ...panels.flatMap((panel) => gridOf(panel, []))],
    panels,
    over: [
      ...bars.flat().map(({ x, y, value }) => label('number', x, y, barNumber(value), value < 0 ? 1.05 : -0.35)),
      ...bars.flatMap((side, i) => side.map(({ x, name }) => label('x name', x, i ? 472 : 16, name))),
    ],
  };
}

const SMALL_BOX: Box = { left: 1, top: 1, right: 119, bottom: 83 };

/** A picture for the overview, with the lines at 0 alone. */
function small(panels: Panel[]): Picture {
  const under = panels.map((panel) => gridOf(panel, panel.lines ? [0] : [])[1]);
  return { width: 120, height: 84, description: '', under, panels, over: [] };
}

export function smallPlot(entry: Entry, { value, slope }: Curves) {
  const lines = [{ kind: 'curve value', points: value }];
  return small([{ box: SMALL_BOX, x: axisBetween(...entry.plot), y: verticalAxis([value, slope]), lines }]);
}

export const smallBars = (entry: Entry, row: Row) =>
  small(
    barPanels(entry, row, [
      { ...SMALL_BOX, bottom: 41 },
      { ...SMALL_BOX, top: 44 },
    ]),
  );
