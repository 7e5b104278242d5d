/** The zero contour of a square grid by marching squares, as an SVG path in units of the grid's cells. */
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
        // Values that overflow give NaN; the middle of the side stands in for it.
        return [crossing(side, Number.isFinite(part) ? part : 0.5, column, row)];
      });
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const [from, to] = crossings.slice(i);
        if (from !== to) pieces.push(`M${from}L${to}`);
      }
    }
  }
  return pieces.join('');
}

/** A point on one of a cell's four sides. Sides are numbered, and run, clockwise from the upper one. */
function crossing(side: number, part: number, column: number, row: number) {
  const x = [part, 1, 1 - part, 0][side];
  const y = [0, part, 1, 1 - part][side];
  return `${(column + x + 0.5).toFixed(1)} ${(row + y + 0.5).toFixed(1)}`;
}
