declare module 'virtual:loops' {
  /** One loop for each textbook formula; it writes f(x) into y (web/render/plugins/bench-loops.ts). */
  export const loops: Record<string, (x: Float32Array, y: Float32Array) => void>;
}
