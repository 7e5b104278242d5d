// The notation of the graphs in onnx.mjs and litert.mjs: operators in order, each [name, ...inputs, attributes?]. A number
// is the input (0) or a result of an earlier operator (1, 2, …; a split counts as two), an array holds constants.
export function readGraph(graph) {
  const constants = [];
  let results = 0;
  const nodes = graph.map(([operator, ...rest]) => {
    const isInput = (item) => typeof item === 'number' || Array.isArray(item) || ArrayBuffer.isView(item);
    const inputs = rest.filter(isInput).map((item) => {
      if (typeof item === 'number') return { result: item };
      constants.push(item);
      return { constant: constants.length - 1 };
    });
    const attributes = rest.find((item) => !isInput(item)) ?? {};
    const outputs = /split/i.test(operator) ? [results + 1, results + 2] : [results + 1];
    results += outputs.length;
    return { operator, inputs, attributes, outputs };
  });
  return { nodes, constants, results };
}
