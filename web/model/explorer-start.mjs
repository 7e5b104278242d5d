/**
 * The functions and the range that the plot at the top of the page starts with.
 * @type {{ functions: string[], range: readonly [number, number] }}
 */
export const EXPLORER_START = { functions: ['relu', 'sigmoid', 'tanh', 'gelu'], range: [-4, 4] };
