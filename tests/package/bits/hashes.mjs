// Hashes over a fixed set of inputs, in any engine: the same that tests/native/programs/hashes.cpp computes natively.

// FNV-1a over 32-bit words, NaNs made alike.
function hash(results) {
  const bits = new Uint32Array(results.buffer);
  let state = 0x811c9dc5;
  for (let i = 0; i < bits.length; i++) {
    state = Math.imul(state ^ (Number.isNaN(results[i]) ? 0x7fc00000 : bits[i]), 0x01000193);
  }
  return state >>> 0;
}

/** Every 1021st bit pattern, and those next to 4096 that are spread evenly: zeros, infinities and powers of two are there. */
function inputs() {
  const patterns = Array.from({ length: Math.floor(0xffffffff / 1021) + 1 }, (_, i) => i * 1021);
  for (let i = 0; i < 4096; i++) patterns.push(i * 2 ** 20 - 1, i * 2 ** 20, i * 2 ** 20 + 1);
  return new Float32Array(Uint32Array.from(patterns).buffer);
}

/** The defaults, a place within the slider for what must be given, and each parameter at either end of its slider. */
export function parameterSets(all) {
  const parameters = all.filter(({ type }) => type === 'number' || type === 'boolean');
  const standard = Object.fromEntries(
    parameters
      .filter((parameter) => parameter.default === undefined)
      .map(({ name, slider: [low, high] }) => [name, (low + 2 * high) / 3]),
  );
  const ends = parameters.flatMap(({ name, type, slider }) =>
    slider.map((value) => ({ ...standard, [name]: type === 'boolean' ? value !== 0 : value })),
  );
  return [standard, ...ends];
}

/** Multiples of 2^-20 in [-8, 8), as the native program makes them. */
export const scattered = (length, factor) =>
  Float32Array.from({ length }, (_, i) => (Math.imul(i, factor) >>> 8) * 2 ** -20 - 8);

const elementwise = (activation, parameters, x) =>
  parameterSets(parameters).flatMap((set) => [hash(activation(x, set)), hash(activation.grad(x, set))]);

function rowwise(activation, { halves, parameters }) {
  return [1, 7].flatMap((inner) => {
    const x = scattered(2500 * inner, 2654435761);
    const upstream = scattered(halves ? x.length / 2 : x.length, 40503 * 65537);
    return parameterSets(parameters).flatMap((set) => {
      const options = { ...set, shape: [10, 250, inner], axis: 1 };
      return [hash(activation(x, options)), hash(activation.grad(x, { ...options, upstream }))];
    });
  });
}

/** For each function a list of hashes. */
export function hashes(kassei, catalogue) {
  const x = inputs();
  const compared = catalogue.filter(({ kind }) => kind !== 'channelwise');
  return Object.fromEntries(
    compared.map((entry) => {
      const { name, kind, parameters } = entry;
      const activation = kassei.get(name);
      return [name, kind === 'rowwise' ? rowwise(activation, entry) : elementwise(activation, parameters, x)];
    }),
  );
}
