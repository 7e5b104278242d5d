import type { AtDefaults } from 'kassei/catalogue';
import { type Axis, niceStep } from './axis.ts';
import { activation, type Kassei } from './curves.ts';
import { fill, format } from './format.ts';
import { type Entry, options, type Values } from './settings.ts';

/** Inputs lie between -INPUT_REACH and INPUT_REACH. */
export const INPUT_REACH = 4;

/** The row that the page starts with; its inputs are close enough for all outputs to be visible. */
export const START_ROW = [2, 2.6, -0.5, 3, 2.4, -1];

export type Bar = { name: string; value: number };
export type Row = { inputs: Bar[]; outputs: Bar[] };

const subscript = (i: number) => '₁₂₃₄₅₆'[i];

/** The row before and after the function. A halved row's inputs are named a and b. */
export function evaluateRow(kassei: Kassei, entry: Entry, inputs: number[], values: Values): Row {
  const x = Float32Array.from(inputs);
  const y = activation(kassei, entry)(x, options(entry, values));
  const names = y.length < x.length ? ['a', 'b'] : ['x'];
  return {
    inputs: Array.from(x, (value, i) => ({
      name: names[Math.floor(i / y.length)] + subscript(i % y.length),
      value,
    })),
    outputs: Array.from(y, (value, i) => ({ name: `y${subscript(i)}`, value })),
  };
}

/** Whether the row consists of two halves: values and their gates. */
export const isHalved = ({ inputs, outputs }: Row) => outputs.length < inputs.length;

/** Room for numbers above and below the longest bars, as a part of the axis. */
const NUMBER_ROOM = 0.13;

function barAxis(low: number, high: number): Axis {
  const step = niceStep(high - low, 4);
  const [min, max] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const room = (max - min) * NUMBER_ROOM;
  return { min: min && min - room, max: max && max + room, step };
}

export const inputAxis = barAxis(-INPUT_REACH, INPUT_REACH);

/** The outputs' axis: the function's range, where ±INPUT_REACH or a larger output stands in for infinity. */
export function outputAxis({ atDefaults }: Entry, outputs: Bar[]): Axis {
  const [from, to] = (atDefaults as AtDefaults).range;
  const values = outputs.map(({ value }) => value);
  return barAxis(
    Number.isFinite(from) ? from : Math.min(-INPUT_REACH, ...values),
    Number.isFinite(to) ? to : Math.max(INPUT_REACH, ...values),
  );
}

/** The number at a bar: two decimals, or fewer if they are exact or would take too much room. */
export const barNumber = (value: number) =>
  value === Math.fround(Number(value.toFixed(1)))
    ? format(value)
    : value.toFixed(Math.abs(value) < 9.995 ? 2 : 1).replace('-', '−');

/** Templates of a row's description. */
interface RowLabels {
  describeRow: string;
  separator: string;
}

const listBars = ({ separator }: RowLabels, bars: Bar[]) =>
  bars.map(({ name, value }) => `${name} = ${format(value)}`).join(separator);

/** A text for assistive technology that describes the picture of a row. */
export const describeRow = (labels: RowLabels, entry: Entry, { inputs, outputs }: Row) =>
  fill(labels.describeRow, { name: entry.name, before: listBars(labels, inputs), after: listBars(labels, outputs) });

export const formatRow = ({ outputs }: Row) => `y = (${outputs.map(({ value }) => format(value)).join(', ')})`;
