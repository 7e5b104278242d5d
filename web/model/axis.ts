export type Axis = { min: number; max: number; step: number };

/** An axis over 0 and the finite values, with a margin of 4%; both ends are multiples of half a step. */
export function axisOver(values: number[]): Axis {
  const y = [0, ...values.filter(Number.isFinite)];
  const low = y.reduce((a, b) => Math.min(a, b));
  const high = y.reduce((a, b) => Math.max(a, b));
  const step = niceStep(high - low);
  const half = step / 2;
  const margin = (high - low) * 0.04;
  return { min: Math.floor((low - margin) / half) * half, max: Math.ceil((high + margin) / half) * half, step };
}

/** The significant digits that tell neighbouring ticks apart. */
export const tickDigits = ({ min, max, step }: Axis) =>
  Math.max(4, 1 + Math.ceil(Math.log10(Math.max(Math.abs(min), Math.abs(max)) / step)));

export const axisBetween = (min: number, max: number): Axis => ({ min, max, step: niceStep(max - min) });

/** A step of 1, 2 or 5 times a power of ten that fits into the span at most `count` times. */
export function niceStep(span: number, count = 6) {
  const rough = (span || 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
}

export function ticks({ min, max, step }: Axis): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
