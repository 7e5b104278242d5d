// A network trained with plain loops for the matrix products; activations, loss and their gradients are Kassei's.
import { load } from 'kassei';

const kassei = await load();

const parameter = (length, initial) => ({
  value: Float32Array.from({ length }, initial),
  gradient: new Float32Array(length),
  velocity: new Float32Array(length),
});

/** y = W x + b for each example. */
function dense(allocate, examples, inputs, outputs, random) {
  const width = Math.sqrt(6 / inputs); // He's initialisation
  const weights = parameter(inputs * outputs, () => (2 * random() - 1) * width);
  const biases = parameter(outputs, () => 0);
  const [y, dx] = [allocate(examples * outputs), allocate(examples * inputs)];
  let x;
  return {
    parameters: [weights, biases],
    forward(input) {
      x = input;
      const [from, to, w] = [x.view, y.view, weights.value];
      for (let n = 0; n < examples; n++) {
        for (let o = 0; o < outputs; o++) {
          let sum = biases.value[o];
          for (let i = 0; i < inputs; i++) sum += w[o * inputs + i] * from[n * inputs + i];
          to[n * outputs + o] = sum;
        }
      }
      return y;
    },
    backward(dy) {
      const [from, upstream, to, w, dw] = [x.view, dy.view, dx.view, weights.value, weights.gradient];
      for (const array of [to, dw, biases.gradient]) array.fill(0);
      for (let n = 0; n < examples; n++) {
        for (let o = 0; o < outputs; o++) {
          const g = upstream[n * outputs + o];
          biases.gradient[o] += g;
          for (let i = 0; i < inputs; i++) {
            dw[o * inputs + i] += g * from[n * inputs + i];
            to[n * inputs + i] += g * w[o * inputs + i];
          }
        }
      }
      return dx;
    },
  };
}

/** prelu, with a slope for each unit that is learned too. For another activation leave out what has to do with slopes. */
function prelu(allocate, examples, units) {
  const slopes = parameter(units, () => 0.25);
  const options = { shape: [examples, units], slope: slopes.value };
  const [y, dx] = [allocate(examples * units), allocate(examples * units)];
  let x;
  return {
    parameters: [slopes],
    forward(input) {
      x = input; // Not in place: the gradient needs x.
      return kassei.prelu(x, { ...options, out: y });
    },
    backward(dy) {
      kassei.prelu.gradSlope(x, { ...options, upstream: dy, out: slopes.gradient });
      return kassei.prelu.grad(x, { ...options, upstream: dy, out: dx });
    },
  };
}

/** The mean of log(1 + exp(-label z)) over the examples; labels are 1 and -1. */
function logistic(allocate, labels) {
  const [x, y, dx, upstream] = Array.from({ length: 4 }, () => allocate(labels.length));
  upstream.view.set(labels.map((label) => -label / labels.length));
  return {
    forward(z) {
      x.view.set(z.view.map((value, n) => -labels[n] * value));
      return kassei.softplus(x, { out: y }).view.reduce((sum, loss) => sum + loss, 0) / labels.length;
    },
    backward: () => kassei.softplus.grad(x, { upstream, out: dx }),
  };
}

/**
 * A network of `widths` for a fixed number of examples: `inputs` has a row of widths[0] numbers for each of `labels`.
 * Its arrays are in Kassei's memory, so that no call copies anything but prelu's few slopes. That memory moves when it
 * grows; so everything is allocated first, and each use asks for `.view` anew.
 */
export function createNetwork(widths, inputs, labels, random = Math.random) {
  const owned = [];
  const allocate = (length) => {
    owned.push(kassei.allocate(length));
    return owned.at(-1);
  };
  const examples = labels.length;
  const layers = widths.slice(1).flatMap((outputs, i) => {
    const layer = dense(allocate, examples, widths[i], outputs, random);
    return i === widths.length - 2 ? [layer] : [layer, prelu(allocate, examples, outputs)];
  });
  const loss = logistic(allocate, labels);
  const x = allocate(inputs.length);
  x.view.set(inputs);
  return {
    parameters: layers.flatMap((layer) => layer.parameters),
    /** Returns the loss. */
    forward: () => loss.forward(layers.reduce((input, layer) => layer.forward(input), x)),
    /** After `forward`: computes the gradients of all parameters. */
    backward: () => layers.reduceRight((upstream, layer) => layer.backward(upstream), loss.backward()),
    /** Gives the memory back at once; the garbage collector would do it some day. */
    free: () => owned.forEach((array) => void array.free()),
  };
}

/** Gradient descent with momentum; returns the loss before each step. */
export function train(network, { steps, rate = 0.1, momentum = 0.9 }) {
  return Array.from({ length: steps }, () => {
    const loss = network.forward();
    network.backward();
    for (const { value, gradient, velocity } of network.parameters) {
      for (let i = 0; i < value.length; i++) {
        velocity[i] = momentum * velocity[i] - rate * gradient[i];
        value[i] += velocity[i];
      }
    }
    return loss;
  });
}
