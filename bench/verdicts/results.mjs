// Shared by tables and bars. A result is one function, mode, size, kind (steady or endToEnd) and peer of a run.

export const spaced = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ' ');
export const label = (name, mode) => (mode === 'value' ? name : `${name}′`);

export function distinct(results, key) {
  return [...new Set(results.map((result) => result[key]))];
}

export function geometricMean(values) {
  return values.length ? Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length) : undefined;
}

/** Times of Kassei and of its fastest opponent in one cell; linear's opponent is the copy loop. */
export function compare(results, { name, mode, n, kind }) {
  const cell = results
    .filter((r) => r.name === name && r.mode === mode && r.n === n && r.kind === kind)
    .toSorted((a, b) => a.ns - b.ns);
  const kassei = cell.find((r) => r.peer === 'kassei');
  const loop = cell.find((r) => r.role === 'loop');
  const fastest = name === 'linear' ? loop : cell.find((r) => !r.role && !r.reference && r !== kassei);
  const ratioTo = (other) => (kassei && other ? other.ns / kassei.ns : undefined);
  return { cell, kassei, loop, fastest, ratio: ratioTo(fastest), loopRatio: ratioTo(loop) };
}
