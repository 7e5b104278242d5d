// A TensorFlow Lite model (flatbuffer, schema version 3) of a few operators over float32.
import { Builder } from 'flatbuffers';
import { readGraph } from './graph.mjs';

const codes = {
  ADD: 0,
  LOGISTIC: 14,
  MUL: 18,
  RELU: 19,
  RELU_N1_TO_1: 20,
  RELU6: 21,
  SOFTMAX: 25,
  TANH: 28,
  SUB: 41,
  DIV: 42,
  EXP: 47,
  SPLIT: 49,
  LOG_SOFTMAX: 50,
  PRELU: 54,
  MAXIMUM: 55,
  MINIMUM: 57,
  GREATER: 61,
  LOG: 73,
  SQRT: 75,
  LEAKY_RELU: 98,
  ABS: 101,
  ELU: 111,
  HARD_SWISH: 117,
  SELECT_V2: 123,
  GELU: 150,
  RELU_0_TO_1: 152,
};
// The options that some operators must have are tables of one field: [number in the union, the field's method].
const options = {
  SOFTMAX: [9, 'addFieldFloat32'],
  SPLIT: [35, 'addFieldInt32'],
  LEAKY_RELU: [75, 'addFieldFloat32'],
};
const types = { float32: 0, int32: 2, bool: 6 };

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

// From tensor 0, of the given shape, to the result of the last operator. All results have its shape.
export function model(graph, shape, valueShape) {
  const { nodes, constants, results } = readGraph(graph);
  const builder = new Builder(1024);
  const integers = (items) => vector(builder, 4, 'addInt32', items);
  const tables = (items) => vector(builder, 4, 'addOffset', items);
  const operators = [...new Set(nodes.map(({ operator }) => operator))];

  const operatorCodes = operators.map((operator) =>
    table(builder, [
      [0, 'addFieldInt8', Math.min(codes[operator], 127)],
      [2, 'addFieldInt32', 1, 1],
      [3, 'addFieldInt32', codes[operator]],
    ]),
  );
  // Buffer 0 is the empty one of all tensors that are computed.
  const buffers = [null, ...constants].map((values) => {
    if (!values) return table(builder, []);
    const array = values instanceof Int32Array ? values : Float32Array.from(values);
    return table(builder, [[0, 'addFieldOffset', builder.createByteVector(new Uint8Array(array.buffer))]]);
  });
  const tensor = (dimensions, type, buffer, name) => {
    const [lengths, label] = [integers(dimensions), builder.createString(name)];
    return table(builder, [
      [0, 'addFieldOffset', lengths],
      [1, 'addFieldInt8', type],
      [2, 'addFieldInt32', buffer],
      [3, 'addFieldOffset', label],
    ]);
  };
  const typeOf = ({ operator }) => (operator === 'GREATER' ? types.bool : types.float32);
  const tensors = [
    tensor(shape, types.float32, 0, 'x'),
    ...nodes.flatMap((node) => node.outputs.map((i) => tensor(valueShape, typeOf(node), 0, `result${i}`))),
    ...constants.map((values, i) =>
      tensor([values.length], values instanceof Int32Array ? types.int32 : types.float32, i + 1, `constant${i}`),
    ),
  ];
  const tensorOf = ({ result, constant }) => result ?? results + 1 + constant;
  const steps = nodes.map(({ operator, inputs, attributes, outputs }) => {
    const [union, method] = options[operator] ?? [0];
    const extra =
      union &&
      table(
        builder,
        Object.values(attributes).map((value) => [0, method, value]),
      );
    const [from, to] = [integers(inputs.map(tensorOf)), integers(outputs)];
    return table(builder, [
      [0, 'addFieldInt32', operators.indexOf(operator)],
      [1, 'addFieldOffset', from],
      [2, 'addFieldOffset', to],
      [3, 'addFieldInt8', union],
      [4, 'addFieldOffset', extra],
    ]);
  });
  const parts = [tables(tensors), integers([0]), integers([results]), tables(steps)];
  const subgraph = table(
    builder,
    parts.map((part, slot) => [slot, 'addFieldOffset', part]),
  );
  const [codeList, graphList, bufferList] = [tables(operatorCodes), tables([subgraph]), tables(buffers)];
  const root = table(builder, [
    [0, 'addFieldInt32', 3],
    [1, 'addFieldOffset', codeList],
    [2, 'addFieldOffset', graphList],
    [4, 'addFieldOffset', bufferList],
  ]);
  builder.finish(root, 'TFL3');
  return builder.asUint8Array().slice();
}
