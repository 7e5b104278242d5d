const prototype = Object.getPrototypeOf(Float32Array.prototype);
const getter = <T>(name: string | symbol) =>
  Object.getOwnPropertyDescriptor(prototype, name)?.get as (this: unknown) => T;

// Properties of a typed array, read by the getters that all typed arrays inherit: a subclass may override them.
export const brandOf = getter<string | undefined>(Symbol.toStringTag);
export const lengthOf = getter<number>('length');
export const bufferOf = getter<ArrayBufferLike>('buffer');
export const byteOffsetOf = getter<number>('byteOffset');
export const byteLengthOf = getter<number>('byteLength');

/** A copy of bytes. Their own `slice` may pretend others. */
export const copyOf = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(new Uint8Array(bufferOf.call(bytes), byteOffsetOf.call(bytes), lengthOf.call(bytes)));
