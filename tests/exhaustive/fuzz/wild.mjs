// Random arguments, as wild as callers may make them. The same seed gives the same ones.
const special = [0, -0, 1, -1, 3, -3, 6, 2 ** -149, -(2 ** -126), 3.4028234663852886e38, Infinity, -Infinity, NaN];

export class Wild {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** 32 random bits (mulberry32). */
  bits() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  below = (end) => this.bits() % end;
  oneIn = (count) => this.below(count) === 0;
  pick = (list) => list[this.below(list.length)];
  uniform = (low, high) => low + ((high - low) * this.bits()) / 2 ** 32;

  /** Any bit pattern, a special number, or one of a size that matters. */
  number() {
    const kind = this.below(4);
    if (kind === 0) return new Float32Array(Uint32Array.of(this.bits()).buffer)[0];
    if (kind === 1) return this.pick(special);
    return this.uniform(-1, 1) * 2 ** this.uniform(-8, 7);
  }

  numbers = (length) => Float32Array.from({ length }, () => this.number());

  /** A value that the catalogue allows: somewhere in the slider, an end, any size, or undefined for the default. */
  parameter({ type, default: standard, minimum, maximum, smallest = 0, slider: [low, high] }) {
    if (standard !== undefined && this.oneIn(4)) return undefined;
    if (type === 'boolean') return this.oneIn(2);
    if (this.oneIn(8)) return this.pick([minimum, maximum]);
    const any = this.pick([this.uniform(-4, 4), this.below(9) - 4, this.uniform(-1, 1) * 2 ** this.uniform(-150, 127)]);
    if (!this.oneIn(4)) return this.uniform(low, high);
    return Math.abs(any) < smallest ? smallest : Math.min(Math.max(any, minimum), maximum);
  }

  /** A shape with its product, and an axis of it as the options have them. Lengths of the axis are multiples of `unit`. */
  layout(unit) {
    const shape = Array.from({ length: 1 + this.below(4) }, () => 1 + this.below(6));
    const place = this.below(shape.length);
    if (this.oneIn(10)) shape[place] = 1 + this.below(6000);
    shape[place] *= unit;
    const product = (list) => list.reduce((a, b) => a * b, 1);
    return {
      shape,
      axis: this.oneIn(2) ? place : place - shape.length,
      size: product(shape),
      outer: product(shape.slice(0, place)),
      length: shape[place],
      inner: product(shape.slice(place + 1)),
    };
  }
}
