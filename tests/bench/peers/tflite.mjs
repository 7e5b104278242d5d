// A TensorFlow Lite model (flatbuffer, schema version 3) of a few element-wise operators over n float32.
import { Builder } from 'flatbuffers';

const operators = {
  ADD: 0,
  LOGISTIC: 14,
  MUL: 18,
  RELU: 19,
  TANH: 28,
  DIV: 42,
  MAXIMUM: 55,
  MINIMUM: 57,
  ABS: 101,
  ELU: 111,
};

// Tables are written as arrays of [slot, method of the builder, value, default].
function table(builder, fields) {
  builder.startObject(Math.max(-1, ...fields.map(([slot]) => slot)) + 1);
  for (const [slot, method, value, standard = 0] of fields) builder[method](slot, value, standard);
  return builder.endObject();
}

function vector(builder, size, add, items) {
  builder.startVector(size, items.length, size);
  for (const item of items.toReversed()) builder[add](item);
  return builder.endVector();
}

export function model(graph, n) {
  const builder = new Builder(1024);
  const integers = (items) => vector(builder, 4, 'addInt32', items);
  const tables = (items) => vector(builder, 4, 'addOffset', items);
  const constants = graph.flatMap(([, ...inputs]) => inputs.filter(Array.isArray));
  const names = [...new Set(graph.map(([operator]) => operator))];
  const tensorOf = (input) => (Array.isArray(input) ? graph.length + 1 + constants.indexOf(input) : input);

  const codes = names.map((name) =>
    table(builder, [
      [0, 'addFieldInt8', operators[name]],
      [2, 'addFieldInt32', 1, 1],
      [3, 'addFieldInt32', operators[name]],
    ]),
  );
  // Buffer 0 is the empty one of all tensors that are computed.
  const buffers = [null, ...constants].map((values) => {
    if (!values) return table(builder, []);
    const bytes = builder.createByteVector(new Uint8Array(Float32Array.from(values).buffer));
    return table(builder, [[0, 'addFieldOffset', bytes]]);
  });
  const tensor = (length, buffer, name) => {
    const [shape, label] = [integers([length]), builder.createString(name)];
    return table(builder, [
      [0, 'addFieldOffset', shape],
      [2, 'addFieldInt32', buffer],
      [3, 'addFieldOffset', label],
    ]);
  };
  const tensors = [
    ...Array.from({ length: graph.length + 1 }, (_, i) => tensor(n, 0, `tensor${i}`)),
    ...constants.map((_, i) => tensor(1, i + 1, `constant${i}`)),
  ];
  const nodes = graph.map(([operator, ...inputs], i) => {
    const [from, to] = [integers(inputs.map(tensorOf)), integers([i + 1])];
    return table(builder, [
      [0, 'addFieldInt32', names.indexOf(operator)],
      [1, 'addFieldOffset', from],
      [2, 'addFieldOffset', to],
    ]);
  });
  const parts = [tables(tensors), integers([0]), integers([graph.length]), tables(nodes)];
  const subgraph = table(
    builder,
    parts.map((part, slot) => [slot, 'addFieldOffset', part]),
  );
  const [codeList, graphList, bufferList] = [tables(codes), tables([subgraph]), tables(buffers)];
  const root = table(builder, [
    [0, 'addFieldInt32', 3],
    [1, 'addFieldOffset', codeList],
    [2, 'addFieldOffset', graphList],
    [4, 'addFieldOffset', bufferList],
  ]);
  builder.finish(root, 'TFL3');
  return builder.asUint8Array().slice();
}
