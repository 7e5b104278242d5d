// Figures on the page: reading and comparing them.
import assert from 'node:assert/strict';

export const number = (text) => Number(text.replaceAll('−', '-'));
export const range = (from, to, step) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step);
export const near = (got, wanted, tolerance, what) =>
  assert.ok(Math.abs(got - wanted) <= tolerance || got === wanted, `${what}: ${got}, not ${wanted}`);
