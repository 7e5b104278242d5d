// Shared by onnxruntime-web and onnxruntime-node: models of a few nodes, written as protobuf bytes, and their runs.
import { readGraph } from './graph.mjs';

// Attributes that are integers are written as such: 1n.
const graphs = (slope) => ({
  elu: [['Elu', 0]],
  selu: [['Selu', 0]],
  softplus: [['Softplus', 0]],
  softsign: [['Softsign', 0]],
  relu: [['Relu', 0]],
  tanh: [['Tanh', 0]],
  sigmoid: [['Sigmoid', 0]],
  hard_sigmoid: [['HardSigmoid', 0, { alpha: 0.2, beta: 0.5 }]],
  linear: [['Identity', 0]],
  leaky_relu: [['LeakyRelu', 0, { alpha: 0.2 }]],
  relu6: [['Clip', 0, [0], [6]]],
  prelu: [['PRelu', 0, slope]],
  thresholded_relu: [['ThresholdedRelu', 0, { alpha: 1 }]],
  squareplus: [
    ['Mul', 0, 0],
    ['Add', 1, [4]],
    ['Sqrt', 2],
    ['Add', 0, 3],
    ['Mul', 4, [0.5]],
  ],
  sparse_plus: [
    ['HardSigmoid', 0, { alpha: 0.5, beta: 0.5 }],
    ['Mul', 1, 1],
    ['Sub', 0, [1]],
    ['Relu', 3],
    ['Add', 2, 4],
  ],
  celu: [['Celu', 0]],
  exponential: [['Exp', 0]],
  hard_tanh: [['Clip', 0, [-1], [1]]],
  sparse_sigmoid: [['HardSigmoid', 0, { alpha: 0.5, beta: 0.5 }]],
  log_sigmoid: [
    ['Sigmoid', 0],
    ['Log', 1],
  ],
  silu: [
    ['Sigmoid', 0],
    ['Mul', 0, 1],
  ],
  hard_silu: [['HardSwish', 0]],
  gelu: [['Gelu', 0]],
  quick_gelu: [
    ['Mul', 0, [1.702]],
    ['Sigmoid', 1],
    ['Mul', 0, 2],
  ],
  mish: [['Mish', 0]],
  tanh_shrink: [
    ['Tanh', 0],
    ['Sub', 0, 1],
  ],
  soft_shrink: [['Shrink', 0, { lambd: 0.5, bias: 0.5 }]],
  hard_shrink: [['Shrink', 0, { lambd: 0.5, bias: 0 }]],
  threshold: [
    ['Greater', 0, [0.5]],
    ['Where', 1, 0, [-0.5]],
  ],
  softmax: [['Softmax', 0]],
  log_softmax: [['LogSoftmax', 0]],
  glu: [
    ['Split', 0, { axis: 1n, num_outputs: 2n }],
    ['Sigmoid', 2],
    ['Mul', 1, 3],
  ],
});

const varint = (value) => (value > 127 ? [(value & 127) | 128, ...varint(value >>> 7)] : [value]);
const field = (number, bytes) => [(number << 3) | 2, ...varint(bytes.length), ...bytes];
const text = (number, string) => field(number, Buffer.from(string));
const integer = (number, value) => [...varint(number << 3), ...varint(value)];
const float = (number, value) => [(number << 3) | 5, ...new Uint8Array(Float32Array.of(value).buffer)];

const attribute = ([name, value]) => [
  ...text(1, name),
  ...(typeof value === 'bigint' ? integer(3, Number(value)) : float(2, value)),
  ...integer(20, typeof value === 'bigint' ? 2 : 1),
];

// A single number is a scalar.
const constant = (values, i) => [
  ...(values.length > 1 ? integer(1, values.length) : []),
  ...integer(2, 1),
  ...text(8, `c${i}`),
  ...field(9, new Uint8Array(Float32Array.from(values).buffer)),
];

function array(name, shape) {
  const dimensions = shape.flatMap((length) => field(1, integer(1, length)));
  return [...text(1, name), ...field(2, field(1, [...integer(1, 1), ...field(2, dimensions)]))];
}

// From x to y.
export function model(description, shape, valueShape) {
  const { nodes, constants, results } = readGraph(description);
  const nameOf = (result) => (result === 0 ? 'x' : result === results ? 'y' : `r${result}`);
  const node = ({ operator, inputs, attributes, outputs }) => [
    ...inputs.flatMap((input) => text(1, 'constant' in input ? `c${input.constant}` : nameOf(input.result))),
    ...outputs.flatMap((result) => text(2, nameOf(result))),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap((entry) => field(5, attribute(entry))),
  ];
  const graph = [
    ...nodes.flatMap((entry) => field(1, node(entry))),
    ...text(2, 'graph'),
    ...constants.flatMap((values, i) => field(5, constant(values, i))),
    ...field(11, array('x', shape)),
    ...field(12, array('y', valueShape)),
  ];
  return Uint8Array.from([...integer(1, 9), ...field(7, graph), ...field(8, integer(2, 20))]);
}

export function prepareWith(ort, provider) {
  return async ({ name, mode, shape, valueShape, outLength, x, slope }) => {
    const graph = graphs(slope)[name];
    if (mode === 'gradient' || !graph) return null;
    const session = await ort.InferenceSession.create(model(graph, shape, valueShape), {
      executionProviders: [provider],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    const input = () => ({ x: new ort.Tensor('float32', x, shape) });
    const feeds = input();
    const fetches = { y: new ort.Tensor('float32', new Float32Array(outLength), valueShape) };
    return {
      steady: () => session.run(feeds, fetches),
      endToEnd: async () => (await session.run(input())).y.data,
      result: async () => (await session.run(feeds)).y.data,
      dispose: () => session.release(),
    };
  };
}
