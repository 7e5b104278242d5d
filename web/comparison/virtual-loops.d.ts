declare module 'virtual:loops' {
  /** A loop for each textbook formula, which writes f(x) to y. */
  export const loops: Record<string, (x: Float32Array, y: Float32Array) => void>;
}
