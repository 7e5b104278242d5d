declare module 'tiny-inflate' {
  /** Inflates raw DEFLATE data into `target`, and returns it. */
  export default function inflate(source: Uint8Array, target: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}
