// Kassei's activations as operations of TensorFlow.js, with their gradients, for its backends "cpu" and "wasm". (With one
// that computes on the GPU, each call would wait for the data to come from there.)
import * as tf from '@tensorflow/tfjs-core'; // or '@tensorflow/tfjs'
import { load } from 'kassei';

const kassei = await load();

/**
 * Makes an operation on one tensor of float32, of any activation but glu, whose values are half as many. `optionsFor`
 * gives Kassei's options for a tensor: parameters, and for row-wise activations the shape. Its results are disposed of
 * like those of any other operation, by tf.tidy for one. It has first derivatives only.
 */
export const operation = (activation, optionsFor = () => ({})) =>
  tf.customGrad((x, save) => {
    const options = optionsFor(x);
    save([x]); // For gradFunc; TensorFlow.js disposes of it.
    // With "cpu" dataSync gives the tensor's own memory, so it must not be `out`; with "wasm" it gives a copy. tf.tensor
    // keeps the array with "cpu", so each call needs a new one, as Kassei makes without `out`; "wasm" copies it.
    const value = tf.tensor(activation(x.dataSync(), options), x.shape);
    const gradFunc = (dy, [x]) => {
      const gradient = activation.grad(x.dataSync(), { ...options, upstream: dy.dataSync() });
      return tf.tensor(gradient, x.shape);
    };
    return { value, gradFunc };
  });

export const mish = operation(kassei.mish);
export const elu = operation(kassei.elu, () => ({ alpha: 0.5 }));
export const sparsemax = operation(kassei.sparsemax, ({ shape }) => ({ shape, axis: -1 }));
