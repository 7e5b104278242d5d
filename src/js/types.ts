import type { AllocatedArray } from './memory/allocated-array.ts';

/**
 * An array of float32: a Float32Array, or an array in the library's memory from `allocate`, which is used without
 * copying.
 */
export type Float32 = Float32Array | AllocatedArray;

/**
 * NoInfer makes `const a: AllocatedArray = k.relu(x)` an error: TypeScript would otherwise infer `Out` from `a`.
 */
type Result<Out> = Out extends Float32 ? NoInfer<Out> : Float32Array<ArrayBuffer>;

/** The array to write to. */
export interface OutOption<Out extends Float32 | undefined> {
  /**
   * The array to write to, of the result's length: x itself, if the result has x's length, or an array that overlaps
   * none of the inputs. Two SharedArrayBuffer objects of one memory hide an overlap. Default: a new Float32Array.
   */
  out?: Out;
}

/** Options of a value: the activation's parameters, named in camelCase, and `out`. */
export type ValueOptions<Parameters, Out extends Float32 | undefined> = Parameters & OutOption<Out>;

/**
 * Options of a gradient. `Kink` is the names of the parameters that can be a kink's slope, undefined if there are no
 * kinks.
 */
export type GradientOptions<Parameters, Kink, Out extends Float32 | undefined> = ValueOptions<Parameters, Out> & {
  /** dL/df, of x's length, with which the result is the vector-Jacobian product. Default: 1 everywhere. */
  upstream?: Float32;
} & ([undefined] extends [Kink] ? unknown : KinksOption<Kink>);

/** The slopes at the kinks. */
export interface KinksOption<Kink> {
  /**
   * The slope exactly at each kink, in the catalogue's order: a finite number in float32's range, the name of the
   * parameter whose value the slope is, or undefined for Kassei's slope. If two kinks coincide, the second counts.
   * Default: Kassei's slopes, which the catalogue lists.
   */
  kinks?: readonly (number | Kink | undefined)[];
}

/** An activation applied to each element of an array. */
export interface ElementwiseActivation<Parameters = unknown, Kink = undefined> {
  /**
   * f(x) for each element, rounded to float32 once.
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws TypeError or RangeError that names the argument and the allowed values; nothing is written in that case.
   */
  <Out extends Float32 | undefined = undefined>(x: Float32, options?: ValueOptions<Parameters, Out>): Result<Out>;
  /**
   * f'(x) for each element, rounded to float32; with `upstream`, float32(upstream * f'(x)): f'(x) is rounded first, so
   * that the product may be off by up to 3 ulp, or more where f'(x) is subnormal or infinite.
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, `upstream`, `kinks` if the function has kinks, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws As the value does.
   */
  grad<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options?: GradientOptions<Parameters, Kink, Out>,
  ): Result<Out>;
}

/** An elementwise activation with parameters that must be given. */
export interface ParametricElementwiseActivation<Parameters, Kink = undefined> {
  /**
   * f(x) for each element, as in ElementwiseActivation.
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, and `out`.
   */
  <Out extends Float32 | undefined = undefined>(x: Float32, options: ValueOptions<Parameters, Out>): Result<Out>;
  /**
   * f'(x) for each element, as in ElementwiseActivation.
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, `upstream`, `kinks` if the function has kinks, and `out`.
   */
  grad<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: GradientOptions<Parameters, Kink, Out>,
  ): Result<Out>;
}

/** The shape of a flat array. */
export interface ShapeOption {
  /**
   * The lengths of the axes, integers from 0; one may be -1 and is then what the others leave. The last axis varies
   * fastest, and the product is x's length. [] is one element. Default: [x.length].
   */
  shape?: readonly number[];
}

/** The gradient of the outputs. */
export interface UpstreamOption {
  /** dL/df, of the value's length, with which the result is the vector-Jacobian product. */
  upstream: Float32;
}

/** An activation applied to each row of an array, along one axis of its shape. */
export interface RowwiseActivation<Parameters> {
  /**
   * f of each row.
   * @param x The rows, arranged by `shape` and `axis`.
   * @param options The activation's parameters, `shape`, and `out`.
   * @returns `out` if it was given, else a new Float32Array: of x's length, for glu of half x's length.
   * @throws TypeError or RangeError that names the argument and the allowed values; nothing is written in that case.
   */
  <Out extends Float32 | undefined = undefined>(
    x: Float32,
    options?: ValueOptions<Parameters & ShapeOption, Out>,
  ): Result<Out>;
  /**
   * The vector-Jacobian product: dL/dx from dL/df.
   * @param x The rows, arranged by `shape` and `axis`.
   * @param options The activation's parameters, `upstream`, `shape`, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws As the value does.
   */
  grad<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: ValueOptions<Parameters & ShapeOption & UpstreamOption, Out>,
  ): Result<Out>;
}

/**
 * An activation applied to each element, with a slope for each channel. A channel is a place on one axis of the shape.
 */
export interface ChannelwiseActivation<Parameters> {
  /**
   * f(x) for each element, rounded to float32 once.
   * @param x The inputs, as `shape` and `axis` read them if there are several slopes.
   * @param options `slope`, `axis`, `shape`, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws TypeError or RangeError that names the argument and the allowed values; nothing is written in that case.
   */
  <Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: ValueOptions<Parameters & ShapeOption, Out>,
  ): Result<Out>;
  /**
   * f'(x) for each element; with `upstream`, float32(upstream * f'(x)).
   * @param x The inputs, as `shape` and `axis` read them if there are several slopes.
   * @param options `slope`, `axis`, `shape`, `upstream`, `kinks`, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws As the value does.
   */
  grad<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: GradientOptions<Parameters & ShapeOption, 'slope', Out>,
  ): Result<Out>;
  /**
   * The gradient for the slopes: for each channel the sum of upstream * min(x, 0) in float64, rounded to float32.
   * @param x The inputs, as `shape` and `axis` read them if there are several slopes.
   * @param options `slope`, `axis`, `shape`, `upstream`, and `out`.
   * @returns `out` if it was given, else a new Float32Array of the length of `slope`.
   * @throws As the value does.
   */
  gradSlope<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: ValueOptions<Parameters & ShapeOption & UpstreamOption, Out>,
  ): Result<Out>;
}

/**
 * A parameter of an activation. A number is a real number within a range; an axis is an integer, and negative ones
 * count from the end; axes are an axis, a list of axes, or null for all; floats are a Float32Array or an allocated array;
 * a mask is a Uint8Array of the length of x, or of its last axes.
 */
export interface Parameter {
  /** The option's name, camelCase. */
  readonly name: string;
  /** Keras' name, snake_case. */
  readonly keras: string;
  /** The type of its values. */
  readonly type: 'number' | 'boolean' | 'axis' | 'axes' | 'floats' | 'mask';
  /**
   * Its value if the option is not given. Missing for numbers and floats that must be given, and for a mask, which is
   * optional.
   */
  readonly default?: number | boolean;
  /** The smallest number allowed, itself included. Without meaning for other types. */
  readonly minimum: number;
  /** The largest number allowed, itself included. Without meaning for other types. */
  readonly maximum: number;
  /** The smallest absolute value allowed, if 0 is not. */
  readonly smallest?: number;
}

/** The record of one of the library's functions. */
export interface Activation<Name, Method> {
  /** Keras' name, snake_case. */
  readonly name: Name;
  /** The method's name, camelCase. */
  readonly method: Method;
  /** Other names for the same function. */
  readonly aliases: readonly string[];
  /** Applied to each element, to each row, or to each element with a slope for its channel. */
  readonly kind: 'elementwise' | 'rowwise' | 'channelwise';
  /** Whether the value has half of x's length along the axis. */
  readonly halves: boolean;
  /** Its options besides `shape`, `upstream`, `kinks` and `out`. */
  readonly parameters: readonly Parameter[];
  /** The number of its kinks, the points where the derivative jumps. */
  readonly kinks: number;
}

type DeclaredModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module & object
  : object;

/** A WebAssembly.Module, or any object if no types declare it, as in Node without TypeScript's `dom`. */
export type WasmModule = DeclaredModule;

/** A source of the WebAssembly that is there: its bytes, or the compiled module. */
export type SyncWasmSource = ArrayBuffer | ArrayBufferView<ArrayBuffer> | WasmModule;

/** A source of the WebAssembly: its address, a response, its bytes, or the compiled module. */
export type WasmSource = URL | string | Response | SyncWasmSource;

/** Options of `load`. */
export interface LoadOptions {
  /**
   * The source of the WebAssembly, or a promise of it, such as `fetch(url)`. Default: the copy within the package, so
   * that nothing is fetched.
   */
  wasm?: WasmSource | PromiseLike<WasmSource>;
}
