import { signature } from '../../../build/generated/signature.ts';
import createModule, { type MainModule } from '../../../build/wasm/kassei.mjs';
import { show } from '../core/show.ts';
import type { WasmSource } from '../types.ts';

/** A module whose only function splats a byte into a vector: an engine that accepts it has SIMD128. */
const SIMD_PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11],
);

/** The engine, or a Content-Security-Policy, does not allow WebAssembly SIMD; `kassei/js` works without it. */
export class UnsupportedError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`kassei: ${reason}; kassei/js works without it`, options);
  }
}

export function checkEngine(): void {
  let lacking = 'WebAssembly';
  try {
    if (typeof WebAssembly !== 'undefined') {
      lacking = 'WebAssembly SIMD (SIMD128)';
      if (WebAssembly.validate(SIMD_PROBE) && new WebAssembly.Module(SIMD_PROBE)) return;
    }
  } catch (cause) {
    throw new UnsupportedError(`this engine may not compile WebAssembly (${cause})`, { cause });
  }
  throw new UnsupportedError(`this engine has no ${lacking}`);
}

function checkBytes(bytes: Uint8Array<ArrayBuffer>, origin: string): Uint8Array<ArrayBuffer> {
  if (bytes.length >= 8 && String.fromCharCode(...bytes.subarray(0, 4)) === '\0asm') return bytes;
  const start = JSON.stringify(String.fromCharCode(...bytes.subarray(0, 16)));
  throw new TypeError(`kassei: ${origin} is not WebAssembly: ${bytes.length} bytes that begin with ${start}`);
}

function bytesOf(source: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

const GIVEN_WASM = 'what was given as wasm';

const isA = (name: string, value: unknown) => Object.prototype.toString.call(value) === `[object ${name}]`;
const isModule = (value: unknown): value is WebAssembly.Module => isA('WebAssembly.Module', value);

async function fetchResponse(source: URL | string | Response): Promise<Response> {
  if (isA('Response', source)) return source as Response;
  try {
    return await fetch(source as URL | string);
  } catch (cause) {
    const advice = String(source).startsWith('file:') ? '; read the file and pass its bytes' : '';
    throw new Error(`kassei: cannot fetch ${source}${advice}: ${cause}`, { cause });
  }
}

async function compileResponse(source: URL | string | Response): Promise<WebAssembly.Module> {
  const answer = await fetchResponse(source);
  const origin = answer.url || 'the response given as wasm';
  if (!answer.ok) throw new Error(`kassei: ${origin} answers ${answer.status} ${answer.statusText}`.trimEnd());
  let bytes: ArrayBuffer;
  try {
    bytes = await answer.arrayBuffer();
  } catch (cause) {
    throw new Error(`kassei: ${origin} cannot be read: ${cause}`, { cause });
  }
  return compileBytes(checkBytes(new Uint8Array(bytes), origin), origin);
}

function compileError(origin: string, cause: unknown): Error {
  // Chromium before 115 throws a RangeError where a page compiles synchronously.
  const fault = cause instanceof RangeError ? 'cannot be compiled' : 'is damaged or incomplete';
  return new Error(`kassei: ${origin} ${fault}: ${cause}`, { cause });
}

/** The origins of compiled modules, for messages of later errors. */
const origins = new WeakMap<WebAssembly.Module, string>();

async function compileBytes(bytes: Uint8Array<ArrayBuffer>, origin: string): Promise<WebAssembly.Module> {
  try {
    const compiled = await WebAssembly.compile(bytes);
    origins.set(compiled, origin);
    return compiled;
  } catch (cause) {
    throw compileError(origin, cause);
  }
}

/** The bytes of WebAssembly that a caller has given. */
function givenBytes(source: unknown): Uint8Array<ArrayBuffer> {
  if (!isA('ArrayBuffer', source) && !ArrayBuffer.isView(source)) {
    throw new TypeError(
      `kassei: wasm must be its bytes (ArrayBuffer or a view) or a WebAssembly.Module, for load also a URL, Response or promise, ` +
        `got ${show(source)}`,
    );
  }
  checkEngine();
  return checkBytes(bytesOf(source as unknown as ArrayBuffer), GIVEN_WASM);
}

/** Compiles the source that `load` was given. */
export async function compile(given: WasmSource | PromiseLike<WasmSource>): Promise<WebAssembly.Module> {
  const source = await given;
  if (typeof source === 'string' || isA('URL', source) || isA('Response', source)) {
    checkEngine();
    return compileResponse(source as URL | string | Response);
  }
  // A compiled module runs even where compiling is not allowed.
  return isModule(source) ? source : compileBytes(givenBytes(source), GIVEN_WASM);
}

export function compileSync(source: unknown): WebAssembly.Module {
  if (isModule(source)) return source;
  const bytes = givenBytes(source);
  try {
    const compiled = new WebAssembly.Module(bytes);
    origins.set(compiled, GIVEN_WASM);
    return compiled;
  } catch (cause) {
    throw compileError(GIVEN_WASM, cause);
  }
}

/**
 * The imports of an instance, which call those of Emscripten's glue, and `connect`, which starts the glue with the
 * instance. The glue itself therefore never instantiates, which it would do synchronously and pages of Chromium before
 * 115 forbid.
 */
function link(compiled: WebAssembly.Module) {
  const origin = origins.get(compiled) ?? 'the module given as wasm';
  const wanted = WebAssembly.Module.imports(compiled);
  if ([...wanted, ...WebAssembly.Module.exports(compiled)].map(({ name }) => name).join() !== signature) {
    throw new TypeError(`kassei: ${origin} is not the kassei.wasm of this version of the package`);
  }
  type Functions = Record<string, Record<string, (...values: unknown[]) => unknown>>;
  const imports: Functions = {};
  let glue: Functions;
  for (const { module, name } of wanted) {
    imports[module] ??= {};
    imports[module][name] = (...values) => glue[module]?.[name]?.(...values);
  }
  const connect = (instance: WebAssembly.Instance): MainModule => {
    // Newer versions of Emscripten return a promise, but have filled this object by then.
    const module = {
      print() {},
      printErr() {},
      instantiateWasm(given: Functions, receive: (instance: WebAssembly.Instance) => void) {
        glue = given;
        receive(instance);
        return instance.exports;
      },
    };
    try {
      createModule(module);
    } catch (cause) {
      // A module that is cut off before its data compiles, but does not run.
      throw (cause as Error)?.name === 'RuntimeError' ? compileError(origin, cause) : cause;
    }
    return module as unknown as MainModule;
  };
  return { imports: imports as WebAssembly.Imports, connect };
}

function startError(cause: unknown): Error {
  // Engines without memory for an instance throw a RangeError; a later try may find some.
  if ((cause as Error)?.name !== 'RangeError')
    return new UnsupportedError(`this engine may not start WebAssembly (${cause})`, { cause });
  return new Error(`kassei: the WebAssembly does not start: ${cause}`, { cause });
}

/** A new instance with its own memory. */
export async function instantiate(compiled: WebAssembly.Module): Promise<MainModule> {
  const { imports, connect } = link(compiled);
  let instance: WebAssembly.Instance;
  try {
    instance = await WebAssembly.instantiate(compiled, imports);
  } catch (cause) {
    throw startError(cause);
  }
  return connect(instance);
}

export function instantiateSync(compiled: WebAssembly.Module): MainModule {
  const { imports, connect } = link(compiled);
  let instance: WebAssembly.Instance;
  try {
    instance = new WebAssembly.Instance(compiled, imports);
  } catch (cause) {
    throw startError(cause);
  }
  return connect(instance);
}
