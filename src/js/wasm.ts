import { deflated, length } from '../../build/generated/wasm.ts';
import createModule, { type MainModule } from '../../build/wasm/kassei.mjs';
import { show } from './check.ts';
import type { WasmSource } from './types.ts';

/** A module whose only function splats a byte into a vector: an engine that accepts it has SIMD128. */
const SIMD_PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
);

function checkEngine(): void {
  if (typeof WebAssembly !== 'object') throw new Error('kassei: this engine has no WebAssembly');
  if (!WebAssembly.validate(SIMD_PROBE)) throw new Error('kassei: this engine has no WebAssembly SIMD (SIMD128)');
}

function checkBytes(bytes: Uint8Array<ArrayBuffer>, origin: string): Uint8Array<ArrayBuffer> {
  if (bytes.length >= 8 && String.fromCharCode(...bytes.subarray(0, 4)) === '\0asm') return bytes;
  const start = JSON.stringify(new TextDecoder().decode(bytes.subarray(0, 16)));
  throw new TypeError(`kassei: ${origin} is not WebAssembly: ${bytes.length} bytes that begin with ${start}`);
}

function bytesOf(source: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

const isBuffer = (value: unknown): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === '[object ArrayBuffer]';

/** The package's own WebAssembly. Without Blob and Response, which Node would have to load first. */
async function inflate(): Promise<Uint8Array<ArrayBuffer>> {
  const inflater = new DecompressionStream('deflate-raw');
  const writer = inflater.writable.getWriter();
  const written = writer.write(Uint8Array.from(atob(deflated), (character) => character.charCodeAt(0)));
  const closed = writer.close();
  const bytes = new Uint8Array(length);
  const reader = inflater.readable.getReader();
  for (let at = 0, part = await reader.read(); part.value; part = await reader.read()) {
    bytes.set(part.value, at);
    at += part.value.length;
  }
  await Promise.all([written, closed]);
  return bytes;
}

async function bytesOfResponse(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const origin = response.url || 'the response';
  if (!response.ok) throw new Error(`kassei: ${origin} answers ${response.status} ${response.statusText}`.trimEnd());
  return checkBytes(new Uint8Array(await response.arrayBuffer()), origin);
}

async function fetchWasm(address: URL | string): Promise<Response> {
  try {
    return await fetch(address);
  } catch (cause) {
    throw new Error(`kassei: cannot fetch ${address}`, { cause });
  }
}

/** Compiles what `load` was given, or else the package's own WebAssembly. */
export async function compile(source: WasmSource | undefined): Promise<WebAssembly.Module> {
  checkEngine();
  if (source instanceof WebAssembly.Module) return source;
  if (source === undefined) return WebAssembly.compile(await inflate());
  if (typeof source === 'string' || source instanceof URL) {
    return WebAssembly.compile(await bytesOfResponse(await fetchWasm(source)));
  }
  if (typeof Response === 'function' && source instanceof Response) {
    return WebAssembly.compile(await bytesOfResponse(source));
  }
  return compileSync(source);
}

export function compileSync(source: unknown): WebAssembly.Module {
  checkEngine();
  if (source instanceof WebAssembly.Module) return source;
  if (isBuffer(source) || ArrayBuffer.isView(source)) {
    return new WebAssembly.Module(checkBytes(bytesOf(source as ArrayBuffer), 'what was given as wasm'));
  }
  throw new TypeError(
    `kassei: wasm must be its bytes (ArrayBuffer or a view) or a WebAssembly.Module, for load also a URL or a Response, ` +
      `got ${show(source)}`,
  );
}

/** A fresh instance with its own memory. */
export function instantiate(compiled: WebAssembly.Module): MainModule {
  return createModule({
    instantiateWasm(imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(compiled, imports);
      receive(instance);
      return instance.exports;
    },
  });
}
