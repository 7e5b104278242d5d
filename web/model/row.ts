import { type Axis, niceStep } from './axis.ts';
import { activation, type Kassei } from './curves.ts';
import { fill, format } from './format.ts';
import type { Entry } from './settings.ts';

/** Inputs go from -REACH to REACH. */
export const REACH = 4;

/** The row that the page starts with: close enough together that all outputs can be seen. */
export const START = [2, 2.6, -0.5, 3, 2.4, -1];

export type Bar = { name: string; value: number };
export type Row = { inputs: Bar[]; outputs: Bar[] };

const subscript = (i: number) => '₁₂₃₄₅₆'[i];

/** The row before and after: of the inputs divided by T, or, where there are half as many outputs, of a and b. */
export function row(kassei: Kassei, entry: Entry, inputs: number[], temperature: number): Row {
  const x = Float32Array.from(inputs);
  const y = activation(kassei, entry)(x.map((value) => value / temperature));
  const names = y.length < x.length ? ['a', 'b'] : ['x'];
  return {
    inputs: Array.from(x, (value, i) => ({
      name: names[Math.floor(i / y.length)] + subscript(i % y.length),
      value,
    })),
    outputs: Array.from(y, (value, i) => ({ name: `y${subscript(i)}`, value })),
  };
}

/** Whether the row consists of two halves, values and their gates. */
export const isHalved = ({ inputs, outputs }: Row) => outputs.length < inputs.length;

/** Room above and below the longest bars, as a part of the axis, for their numbers. */
const ROOM = 0.13;

function axis(low: number, high: number): Axis {
  const step = niceStep(high - low, 4);
  const [min, max] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const room = (max - min) * ROOM;
  return { min: min && min - room, max: max && max + room, step };
}

export const inputAxis = axis(-REACH, REACH);

/** The axis of the outputs: the function's range; in place of infinity the inputs' ends, or more if it is needed. */
export function outputAxis({ range }: Entry, outputs: Bar[]): Axis {
  const [from, to] = (/^[[(](.+), (.+)[\])]$/.exec(range) ?? []).slice(1).map(Number);
  const values = outputs.map(({ value }) => value);
  return axis(
    Number.isFinite(from) ? from : Math.min(-REACH, ...values),
    Number.isFinite(to) ? to : Math.max(REACH, ...values),
  );
}

/** A number as it stands at its bar: to two decimals, or to one or none if that is exact. */
export const short = (value: number) =>
  value === Math.fround(Number(value.toFixed(1)))
    ? format(value)
    : value.toFixed(Math.abs(value) < 9.995 ? 2 : 1).replace('-', '−');

/** Templates of a row's description. */
interface RowLabels {
  describeRow: string;
  separator: string;
}

const list = ({ separator }: RowLabels, bars: Bar[]) =>
  bars.map(({ name, value }) => `${name} = ${format(value)}`).join(separator);

/** The picture in words, for those who do not see it. */
export const describeRow = (labels: RowLabels, entry: Entry, { inputs, outputs }: Row) =>
  fill(labels.describeRow, { name: entry.name, before: list(labels, inputs), after: list(labels, outputs) });

export const readRow = ({ outputs }: Row) => `y = (${outputs.map(({ value }) => format(value)).join(', ')})`;
