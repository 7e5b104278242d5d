// A classifier in onnxruntime-web whose model ends with logits: Kassei makes probabilities of them, where they are.
import { load } from 'kassei';
import * as ort from 'onnxruntime-web';

const kassei = await load();

/** Opens a model with one input and one output of float32, given by its address or its bytes. */
export async function openClassifier(model) {
  const session = await ort.InferenceSession.create(model);
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  return {
    /**
     * The probabilities along the last axis, and their shape. A temperature above 1 evens them out, one below 1 sharpens
     * them. `mask` is a Uint8Array with a number for each class, or for each logit: 0 where it is out of the question.
     */
    async classify(x, shape, { temperature, mask } = {}) {
      const results = await session.run({ [input]: new ort.Tensor('float32', x, shape) });
      // onnxruntime-web has copied the results out of its own memory: the array is ours to write into.
      const { data, dims } = results[output];
      const options = { shape: dims, axis: -1, temperature, mask, out: data };
      return { probabilities: kassei.softmax(data, options), shape: dims };
    },
    /** Gives the model's memory back. */
    close: () => session.release(),
  };
}
