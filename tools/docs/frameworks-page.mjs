// The page of the documentation that says what frameworks call each function and where they differ.
import { table } from './markdown.mjs';

export const showDefault = ([name, value]) => (value === null ? `${name} must be given` : `${name} = ${shown(value)}`);
function shown(value) {
  if (value === 1 / 6) return '1/6';
  return Math.abs(value) > 1e38 ? `${value < 0 ? '-' : ''}the largest float32` : value;
}

function cell({ names, defaults }) {
  const differing = Object.entries(defaults).map(showDefault).join(', ');
  return names.map((name) => `\`${name}\``).join(' ') + (differing && `<br>${differing}`);
}

/** Gradients at kinks in each framework: one row for each function that has kinks. */
const kinkRow =
  (names) =>
  ({ name, kinks, frameworks }) => {
    const own = kinks.map(({ at, slope }) => `$${slope}$ at $${at}$`).join(', ');
    const others = names.map((framework) => {
      const record = frameworks.find((candidate) => candidate.framework === framework);
      if (!record) return '';
      return record.kinks.length ? record.kinks.map((kink) => kink ?? 'same').join(', ') : 'same';
    });
    return [`\`${name}\``, own, ...others];
  };

/** The page, from what `kassei/catalogue` exports. */
export function frameworksPage({ catalogue, frameworks }) {
  const names = Object.keys(frameworks);
  const titles = Object.values(frameworks);
  const defaults = ({ parameters }) =>
    parameters
      .filter((parameter) => parameter.default !== undefined)
      .map((parameter) => `${parameter.name} = ${parameter.default}`)
      .join(', ');
  const rows = catalogue.map((entry) => [
    `\`${entry.name}\`${defaults(entry) && `<br>${defaults(entry)}`}`,
    ...names.map((framework) =>
      entry.frameworks
        .filter((record) => record.framework === framework)
        .map(cell)
        .join('<br>'),
    ),
  ]);
  return `# Names, defaults and kinks in other frameworks

\`like(k, framework)\` of \`kassei/dialects\` gives the functions of this page with the framework's defaults and its slopes at
kinks; its \`get\` takes the spellings. This page is made from the metadata of each activation (\`npm run docs\`).

\`\`\`js
import { load } from 'kassei';
import { like } from 'kassei/dialects';

const torch = like(await load(), 'pytorch');
torch.leakyRelu(x); // negativeSlope 0.01
torch.get('LeakyReLU') === torch.leakyRelu; // true
torch.get('SiLU') === torch.silu; // true
\`\`\`

## Spellings and defaults

The first column has Keras' name and Kassei's defaults, the others each framework's spellings and the defaults that differ.
An empty cell means that the framework has no such function: \`like\` refuses it and names the nearest. Where a function and a
layer differ, each has a line; the method is the first one. Parameters keep Kassei's names.

${table(['Kassei', ...titles], rows)}

ONNX' \`gamma\` of \`Selu\` is \`scale\`, PyTorch's and ONNX' \`lambd\` is \`threshold\`. Where a slope of \`prelu\` has the shape of
several axes, as in ONNX, WebNN and Keras, \`axis\` lists them; it is null where it has x's own shape. In Keras those are all axes but
the first one and the \`shared_axes\`.

Differences beyond defaults: ONNX rounds parameters to float32, also the two constants of \`Selu\`, which may change the last bit of
a result; here they are real numbers. \`keras.ops.gelu\` has \`approximate\` true by default, \`keras.activations.gelu\`, which is
meant here, false. TensorFlow.js computes softmax along the last axis only; Keras 2 refuses it for arrays of one axis, and its
mask only subtracts 1e9. Keras' capped \`relu\` is limited to [0, max_value] even where its threshold is negative.

\`like\` changes names, defaults and slopes at kinks, and nothing else. What stays Kassei's own:

- NaN in gives NaN out also where a framework returns another gradient: PyTorch's gradient of a piecewise function at NaN is
  upstream, a slope or 0.
- At ±infinity the results are the limits also where a framework returns NaN, as PyTorch does for silu, mish, gelu, hardswish,
  softsign and their gradients.
- Slopes at kinks that the table below does not list, and those of parameters that a framework does not have.
- A lower limit of clipping above the upper one gives the upper one everywhere, as in PyTorch and ONNX; WebNN and TensorFlow.js
  refuse it.
- NaN for a limit of WebNN's \`clamp\` is no limit, as issue 874 of webmachinelearning/webnn proposes; WebNN has not
  decided.
- Softplus refuses a \`beta\` of 0, for which PyTorch returns infinity; celu refuses an \`alpha\` of 0, as PyTorch does.

## Slopes at kinks

At a kink the derivative is a convention. Kassei's is in the second column. "Same" means that the framework returns the same;
ONNX and WebNN define no gradients, so they have Kassei's. Numbers and parameters stand for the kinks in order. Any other
choice can be asked for: \`k.relu6.grad(x, { kinks: [0, 1] })\`.

${table(['', 'Kassei', ...titles], catalogue.filter(({ kinks }) => kinks.length).map(kinkRow(names)))}

Keras' \`relu\` on TensorFlow has more cases than a rule for each kink can say: the slope at \`max_value\` is 0 for 6 and 1 for
other values, and at the threshold it is 0 where \`negative_slope\` comes together with \`max_value\` or a threshold. Kassei returns
0 and \`negative_slope\`. \`celu\` has no kink, but Keras 3 on TensorFlow returns 2 at 0, where two limits meet, and Kassei 1.
`;
}
