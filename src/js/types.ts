import type { AllocatedArray } from './memory.ts';

/** An array of float32: any Float32Array, or one in the library's own memory from `allocate`, which is used without copying. */
export type Float32 = Float32Array | AllocatedArray;

/** Options of a value: the activation's parameters by their Keras names in camelCase, and where to write. */
export type ValueOptions<Parameters, Out extends Float32 | undefined> = Parameters & {
  /** Where to write: of x's length, and x itself or not overlapping it. Default: a new Float32Array. */
  out?: Out;
};

/** Options of a gradient. */
export type GradientOptions<Parameters, Out extends Float32 | undefined> = ValueOptions<Parameters, Out> & {
  /** dL/df, of x's length: makes the result the vector-Jacobian product. Default: 1 everywhere. */
  upstream?: Float32;
};

type Result<Out> = Out extends Float32 ? Out : Float32Array<ArrayBuffer>;

/** An activation applied to each element of an array. */
export interface ElementwiseActivation<Parameters = unknown> {
  /**
   * f(x) for each element, each rounded to float32 once.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws TypeError or RangeError that names the argument and what is allowed; nothing is written then.
   */
  <Out extends Float32 | undefined = undefined>(x: Float32, options?: ValueOptions<Parameters, Out>): Result<Out>;
  /**
   * f'(x) for each element, rounded to float32; with `upstream`, float32(upstream * f'(x)).
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws as the value does.
   */
  grad<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options?: GradientOptions<Parameters, Out>,
  ): Result<Out>;
}

/** A parameter of an activation: a real number with a default and a closed range. */
export interface Parameter {
  /** The option's name, camelCase. */
  readonly name: string;
  /** Keras' name, snake_case. */
  readonly keras: string;
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What the library says of each of its functions. */
export interface Activation<Name, Method> {
  /** Keras' name, snake_case. */
  readonly name: Name;
  /** The method's name, camelCase. */
  readonly method: Method;
  /** Other names for the same function. */
  readonly aliases: readonly string[];
  readonly kind: 'elementwise';
  readonly parameters: readonly Parameter[];
}

/** Where the WebAssembly comes from, if not from the package's own text: an address, a response, its bytes, or the compiled module. */
export type WasmSource = URL | string | Response | ArrayBuffer | ArrayBufferView<ArrayBuffer> | WebAssembly.Module;
