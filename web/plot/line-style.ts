/** Functions that one plot shows at most: so many lines can be told apart. */
export const MOST = 6;

/** Patterns of the lines of several functions; their colours are --line-0 to --line-5. */
export const dashes = [[], [10, 4], [2, 3], [10, 3, 2, 3], [5, 3], [14, 3, 2, 3, 2, 3]];

/** The lines of a dead zone in a square of 8 by 8, as an SVG path. */
export const HATCH = 'M-2 10L10-2M-2 2L2-2M6 10L10 6';

/** Room for the names at the right, in pixels. */
export const roomFor = (names: string[]) => 14 + Math.max(0, ...names.map((name) => name.length)) * 7;
