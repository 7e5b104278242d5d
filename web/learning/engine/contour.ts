/**
 * Where the values of a square grid cross 0: a path in units of its cells, in pieces that run through four neighbouring
 * places each (marching squares).
 */
export function contour(values: Float32Array, size: number): string {
  const pieces: string[] = [];
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const first = row * size + column;
      const corners = [values[first], values[first + 1], values[first + size + 1], values[first + size]];
      const crossings = corners.flatMap((here, side) => {
        const there = corners[(side + 1) % 4];
        if (here > 0 === there > 0) return [];
        const part = here / (here - there);
        // Halfway between two numbers that are too large to tell.
        return [point(side, Number.isFinite(part) ? part : 0.5, column, row)];
      });
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const [from, to] = crossings.slice(i);
        if (from !== to) pieces.push(`M${from}L${to}`);
      }
    }
  }
  return pieces.join('');
}

/** A point on one of a cell's four sides, which are counted and run clockwise from the upper one. */
function point(side: number, part: number, column: number, row: number) {
  const x = [part, 1, 1 - part, 0][side];
  const y = [0, part, 1, 1 - part][side];
  return `${(column + x + 0.5).toFixed(1)} ${(row + y + 0.5).toFixed(1)}`;
}
