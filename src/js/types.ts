import type { AllocatedArray } from './memory/allocated-array.ts';

/** An array of float32: any Float32Array, or one in the library's own memory from `allocate`, which is used without copying. */
export type Float32 = Float32Array | AllocatedArray;

/** NoInfer, or else `const a: AllocatedArray = k.relu(x)` would compile: from what the result is assigned to. */
type Result<Out> = Out extends Float32 ? NoInfer<Out> : Float32Array<ArrayBuffer>;

/** Where to write. */
export interface OutOption<Out extends Float32 | undefined> {
  /** Where to write: of the result's length, and x itself or not overlapping it. Default: a new Float32Array. */
  out?: Out;
}

/** Options of a value: the activation's parameters by their Keras names in camelCase, and where to write. */
export type ValueOptions<Parameters, Out extends Float32 | undefined> = Parameters & OutOption<Out>;

/** Options of a gradient. `Kink` names the parameters whose value a kink's slope can be; undefined if there are no kinks. */
export type GradientOptions<Parameters, Kink, Out extends Float32 | undefined> = ValueOptions<Parameters, Out> & {
  /** dL/df, of x's length: makes the result the vector-Jacobian product. Default: 1 everywhere. */
  upstream?: Float32;
} & ([undefined] extends [Kink] ? unknown : KinksOption<Kink>);

/** The slopes at the kinks. */
export interface KinksOption<Kink> {
  /**
   * The slope to return exactly at each kink, in the catalogue's order: a number, the name of a parameter whose value it
   * is, or undefined for Kassei's rule. Of two kinks at one place the second counts. Default: Kassei's rule, which the
   * catalogue states.
   */
  kinks?: readonly (number | Kink | undefined)[];
}

/** An activation applied to each element of an array. */
export interface ElementwiseActivation<Parameters = unknown, Kink = undefined> {
  /**
   * f(x) for each element, each rounded to float32 once.
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws TypeError or RangeError that names the argument and what is allowed; nothing is written then.
   */
  <Out extends Float32 | undefined = undefined>(x: Float32, options?: ValueOptions<Parameters, Out>): Result<Out>;
  /**
   * f'(x) for each element, rounded to float32; with `upstream`, float32(upstream * f'(x)).
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, `upstream`, for functions with kinks `kinks`, and `out`.
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
   * f(x) for each element, as ElementwiseActivation has it.
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, and `out`.
   */
  <Out extends Float32 | undefined = undefined>(x: Float32, options: ValueOptions<Parameters, Out>): Result<Out>;
  /**
   * f'(x) for each element, as ElementwiseActivation has it.
   * @param x The inputs, any number of them.
   * @param options The activation's parameters, `upstream`, for functions with kinks `kinks`, and `out`.
   */
  grad<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: GradientOptions<Parameters, Kink, Out>,
  ): Result<Out>;
}

/** How a flat array is read. */
export interface ShapeOption {
  /** The lengths of the axes, each at least 1, the last one varying fastest. Their product is x's length. Default: [x.length]. */
  shape?: readonly number[];
}

/** dL/df, with which a gradient is the vector-Jacobian product. */
export interface UpstreamOption {
  /** dL/df, of the value's length. */
  upstream: Float32;
}

/** An activation applied to each row of an array, along one axis of its shape. */
export interface RowwiseActivation<Parameters> {
  /**
   * f of each row.
   * @param x The rows, as `shape` and `axis` read it.
   * @param options The activation's parameters, `shape`, and `out`.
   * @returns `out` if it was given, else a new Float32Array: of x's length, for glu half of it.
   * @throws TypeError or RangeError that names the argument and what is allowed; nothing is written then.
   */
  <Out extends Float32 | undefined = undefined>(
    x: Float32,
    options?: ValueOptions<Parameters & ShapeOption, Out>,
  ): Result<Out>;
  /**
   * The vector-Jacobian product: dL/dx from dL/df.
   * @param x The rows, as `shape` and `axis` read it.
   * @param options The activation's parameters, `upstream`, `shape`, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws As the value does.
   */
  grad<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: ValueOptions<Parameters & ShapeOption & UpstreamOption, Out>,
  ): Result<Out>;
}

/** An activation applied to each element, with a slope for each channel, which is a place on one axis of the shape. */
export interface ChannelwiseActivation<Parameters> {
  /**
   * f(x) for each element, rounded to float32 once.
   * @param x The inputs, as `shape` and `axis` read them if there are several slopes.
   * @param options `slope`, `axis`, `shape`, and `out`.
   * @returns `out` if it was given, else a new Float32Array of x's length.
   * @throws TypeError or RangeError that names the argument and what is allowed; nothing is written then.
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
   * The gradient for the slopes: the sum of upstream * min(x, 0) over each channel, in float64, rounded to float32.
   * @param x The inputs, as `shape` and `axis` read them if there are several slopes.
   * @param options `slope`, `axis`, `shape`, `upstream`, and `out`.
   * @returns `out` if it was given, else a new Float32Array of slope's length.
   * @throws As the value does.
   */
  gradSlope<Out extends Float32 | undefined = undefined>(
    x: Float32,
    options: ValueOptions<Parameters & ShapeOption & UpstreamOption, Out>,
  ): Result<Out>;
}

/**
 * A parameter of an activation. Numbers are real numbers of a range; an axis is an integer, negative ones count from the
 * end; floats are a Float32Array or an allocated array; a mask is a Uint8Array of x's length.
 */
export interface Parameter {
  /** The option's name, camelCase. */
  readonly name: string;
  /** Keras' name, snake_case. */
  readonly keras: string;
  /** What its values are. */
  readonly type: 'number' | 'boolean' | 'axis' | 'floats' | 'mask';
  /** Missing where a number or floats must be given; a mask may be left out. */
  readonly default?: number | boolean;
  /** The least number allowed, itself included. Of other types it says nothing. */
  readonly minimum: number;
  /** The largest number allowed, itself included. */
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
  /** Applied to each element, to each row, or to each element with a slope for its channel. */
  readonly kind: 'elementwise' | 'rowwise' | 'channelwise';
  /** Whether the value has half of x's length along the axis. */
  readonly halves: boolean;
  /** Its options besides `shape`, `upstream`, `kinks` and `out`. */
  readonly parameters: readonly Parameter[];
  /** How many kinks it has, points where the derivative jumps. */
  readonly kinks: number;
}

type DeclaredModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module & object
  : object;

/** A WebAssembly.Module; any object where no types declare that, as in Node without TypeScript's `dom`. */
export type WasmModule = DeclaredModule;

/** Where the WebAssembly comes from, if not from the package's own text: an address, a response, its bytes, or the compiled module. */
export type WasmSource = URL | string | Response | ArrayBuffer | ArrayBufferView<ArrayBuffer> | WasmModule;

/** Options of `load`. */
export interface LoadOptions {
  /** Where the WebAssembly comes from. Default: the package's own text, so that nothing is fetched. */
  wasm?: WasmSource;
}
