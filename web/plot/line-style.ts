/** Functions in one plot: more lines could not be told apart. */
export const MOST_FUNCTIONS = 6;

/** Dash patterns of several functions' lines; the colours are --line-0 to --line-5. */
export const dashes = [[], [10, 4], [2, 3], [10, 3, 2, 3], [5, 3], [14, 3, 2, 3, 2, 3]];

/** The hatching of a dead zone as an SVG path, in a tile of 8 by 8. */
export const HATCH = 'M-2 10L10-2M-2 2L2-2M6 10L10 6';

/** Room for the names to the right of a plot, in pixels: about 7 for a letter. */
export const roomForNames = (names: string[]) => 14 + Math.max(0, ...names.map((name) => name.length)) * 7;
