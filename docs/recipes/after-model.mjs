// What a program makes of a model's output: the likeliest classes, a mask, numbers for the next model; float16 too.
import { load } from 'kassei';
import { fromFloat16, toFloat16 } from 'kassei/float16';

const kassei = await load();

/** The numbers of a tensor as onnxruntime-web gives it. One of float16 has bits in a Uint16Array, or a Float16Array. */
const numbersOf = ({ type, data }) => (type === 'float16' ? fromFloat16(kassei, data) : data);

/** The places of the `count` largest elements of a row, the largest first. A row without order, as NaN makes it, is refused. */
function largest(row, count) {
  const places = [];
  for (const [i, value] of row.entries()) {
    if (Number.isNaN(value)) throw new RangeError(`element ${i} is NaN`);
    if (places.length === count) {
      // Nearly all elements end here, after one comparison.
      if (count === 0 || value <= row[places[count - 1]]) continue;
      places.pop();
    }
    let at = places.length;
    while (at > 0 && row[places[at - 1]] < value) at--;
    places.splice(at, 0, i);
  }
  return places;
}

/** For each row along the last axis the `count` likeliest classes, with their probabilities. */
export function likeliest(logits, count, options) {
  const { dims } = logits;
  const probabilities = kassei.softmax(numbersOf(logits), { ...options, shape: dims, axis: -1 });
  const length = dims[dims.length - 1];
  return Array.from({ length: length && probabilities.length / length }, (_, r) => {
    const row = probabilities.subarray(r * length, (r + 1) * length);
    return largest(row, count).map((place) => ({ class: place, probability: row[place] }));
  });
}

/** A mask from the logits of its pixels: 1 where the probability is at least `threshold`. */
export const maskOf = (logits, threshold = 0.5) =>
  Uint8Array.from(kassei.sigmoid(numbersOf(logits)), (probability) => Number(probability >= threshold));

/** The logits' probabilities in float16, as bits for the input of the next model. */
export const probabilitiesInFloat16 = (logits) => toFloat16(kassei, kassei.sigmoid(numbersOf(logits)));
