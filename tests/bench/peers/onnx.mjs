// What onnxruntime-web and onnxruntime-node share: models of one node, written as protobuf bytes, and their runs.
const nodes = {
  elu: ['Elu'],
  selu: ['Selu'],
  softplus: ['Softplus'],
  softsign: ['Softsign'],
  relu: ['Relu'],
  tanh: ['Tanh'],
  sigmoid: ['Sigmoid'],
  hard_sigmoid: ['HardSigmoid', { alpha: 0.2, beta: 0.5 }],
  linear: ['Identity'],
};

const field = (number, bytes) => [(number << 3) | 2, bytes.length, ...bytes];
const text = (number, string) => field(number, Buffer.from(string));
const integer = (number, value) => [number << 3, value];
const float = (number, value) => [(number << 3) | 5, ...new Uint8Array(Float32Array.of(value).buffer)];

function model([operator, attributes = {}]) {
  const dimension = field(1, text(2, 'n'));
  const tensor = field(2, field(1, [...integer(1, 1), ...field(2, dimension)]));
  const attribute = ([name, value]) => field(5, [...text(1, name), ...float(2, value), 0xa0, 1, 1]);
  const node = [
    ...text(1, 'x'),
    ...text(2, 'y'),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap(attribute),
  ];
  const graph = [
    ...field(1, node),
    ...text(2, 'graph'),
    ...field(11, [...text(1, 'x'), ...tensor]),
    ...field(12, [...text(1, 'y'), ...tensor]),
  ];
  return Uint8Array.from([...integer(1, 9), ...field(7, graph), ...field(8, integer(2, 20))]);
}

export function prepareWith(ort, provider) {
  return async ({ name, mode, n, x }) => {
    if (mode === 'gradient' || !nodes[name]) return null;
    const session = await ort.InferenceSession.create(model(nodes[name]), {
      executionProviders: [provider],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    const feeds = { x: new ort.Tensor('float32', x, [n]) };
    const fetches = { y: new ort.Tensor('float32', new Float32Array(n), [n]) };
    return {
      steady: () => session.run(feeds, fetches),
      endToEnd: async () => (await session.run({ x: new ort.Tensor('float32', x, [n]) })).y.data,
      result: async () => (await session.run(feeds)).y.data,
      dispose: () => session.release(),
    };
  };
}
