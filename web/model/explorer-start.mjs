/**
 * The functions that the plot at the top of the page shows at first, and where.
 * @type {{ functions: string[], range: readonly [number, number] }}
 */
export const START = { functions: ['relu', 'sigmoid', 'tanh', 'gelu'], range: [-4, 4] };
