import inflate from 'tiny-inflate';
import { deflated, length } from '../../../build/generated/wasm.ts';
import { checkEngine, UnsupportedError } from './source.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of the package's own WebAssembly, by arithmetic alone: worklets lack atob, and streams may be faked. */
function ownBytes(): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array((deflated.length * 3) >> 2);
  let bits = 0;
  let at = 0;
  for (let i = 0; i < deflated.length; i++) {
    bits = (bits << 6) | BASE64.indexOf(deflated[i] as string);
    if (i % 4) packed[at++] = bits >> (6 - 2 * (i % 4));
  }
  return inflate(packed, new Uint8Array(length));
}

const mayNotCompile = (cause: unknown) =>
  new UnsupportedError(`this engine may not compile WebAssembly (${cause})`, { cause });

/** The WebAssembly within the package. */
export const own = {
  async compile(): Promise<WebAssembly.Module> {
    checkEngine();
    try {
      return await WebAssembly.compile(ownBytes());
    } catch (cause) {
      throw mayNotCompile(cause);
    }
  },
  compileSync(): WebAssembly.Module {
    checkEngine();
    try {
      return new WebAssembly.Module(ownBytes());
    } catch (cause) {
      throw mayNotCompile(cause);
    }
  },
};
