// The tables of errors, from docs/measurements/ and the catalogue's bounds.
import { table } from './markdown.mjs';

const libraries = {
  kassei: 'Kassei',
  'tfjs-wasm': 'TensorFlow.js',
  'ort-web': 'onnxruntime-web',
  'jax-js': 'jax-js',
  'plain-js': 'Math.*',
};
export const [own, ...others] = Object.keys(libraries);

/** At most four digits; large numbers by their size. */
function short(value) {
  if (value === null) return '∞';
  if (value === undefined) return '';
  return Math.abs(value) >= 1e4 ? value.toExponential(1).replace('e+', 'e') : String(Number(value.toPrecision(4)));
}

function share({ correct, incorrect }) {
  if (incorrect === 0) return 'all';
  return incorrect < 1000 ? `all but ${incorrect}` : `${Number((100 * correct).toPrecision(6))} %`;
}

export const cells = ({ worst, at, mean, ...rest }) => [
  short(worst),
  worst === 0 ? '' : Number(at.toPrecision(9)),
  short(mean),
  share(rest),
];
export const head = ['largest error, ulp', 'at x =', 'mean', 'correctly rounded'];

function subjects({ functions }, catalogue) {
  return Object.entries(functions).flatMap(([name, modes]) =>
    Object.entries(modes).map(([mode, measured]) => {
      const bound = catalogue.find((entry) => entry.name === name).error[mode];
      return { name, mode, bound, measured };
    }),
  );
}

const largest = (measured) => Object.keys(libraries).map((library) => short(measured[library]?.worst));

/** The largest errors of all libraries. */
function overview(all) {
  const rows = all.map(({ name, mode, bound, measured }) => [
    `[${name}, ${mode}](#${name}-${mode})`,
    bound,
    ...largest(measured),
  ]);
  return table(['', 'bound', ...Object.values(libraries)], rows);
}

/** The errors of row-wise functions, as the native tests print them. */
const rowwiseTable = (rows, catalogue) =>
  table(
    ['', 'bound', 'value', 'bound', 'gradient'],
    Object.entries(rows).map(([name, { value, gradient }]) => {
      const { error } = catalogue.find((entry) => entry.name === name);
      return [name, error.value, value.toFixed(4), error.gradient, gradient.toFixed(4)];
    }),
  );

/** Kassei's largest errors of some functions, and those of the other libraries' values; `words` says what is measured. */
export function shortTable({ functions }, names, { value, gradient }) {
  const rows = names.map((name) => {
    const [kassei, ...theirs] = largest(functions[name].value);
    return [`\`${name}\``, kassei, short(functions[name].gradient[own].worst), ...theirs];
  });
  const titles = [`Kassei, ${value}`, `Kassei, ${gradient}`, ...others.map((library) => libraries[library])];
  return table(['', ...titles], rows);
}

/** The page of the documentation about errors. */
export function accuracyPage(record, rows, { catalogue }) {
  const versions = Object.entries(record.peers).map(([name, version]) => `${libraries[name]} ${version}`);
  const all = subjects(record, catalogue);
  const sections = all.map(({ name, mode, measured }) => {
    const found = Object.keys(libraries).flatMap((library) => {
      const one = measured[library];
      if (!one) return [];
      const { wrong, keepsNan, keepsSign } = one;
      const lost = [...(keepsNan ? [] : ['NaN']), ...(keepsSign ? [] : ['the sign of 0'])].join(', ');
      const kinds = wrong ? `${short(100 * wrong)} %` : '';
      return [[libraries[library], ...cells(one), kinds, lost]];
    });
    return `### ${name}, ${mode}\n\n${table(['', ...head, '∞', 'loses'], found)}`;
  });
  return `# Errors

Every elementwise function and gradient was computed for **all 2^32 float32 inputs**, with default parameters, by the
WebAssembly of the package, and each result compared with the exact one. The error is |got − exact| / ulp(exact), in units in
the last place (ulp), final rounding included; ulp(v) = 2^(max(⌊log₂ |v|⌋, −126) − 23). No error of Kassei reaches 1 ulp,
subnormal results included.

With \`upstream\` a gradient is rounded twice: f′(x) first, then its product with \`upstream\`. If e is the bound of f′(x), the error
of the product is at most 2e + 1 ulp, less than 3: the first error can double where the product is just below a power of two,
and the second where the first carries it over. This holds where f′(x) is neither subnormal nor infinite; the error of a
subnormal f′(x), at most 2^-149, is multiplied by \`upstream\`. One rounding would make gradients of few operations slower: by
15 % for \`softsign\`, by 35 % for \`hard_silu\`.

## Largest errors

"Bound" is what the catalogue promises and the tests enforce. The other libraries were measured at every 4093rd bit pattern and
judged by the same program: ${versions.join(', ')}. \`Math.*\` are
textbook formulas in JavaScript's float64, rounded to float32 at the end; those with erf use Abramowitz and Stegun's
approximation. A wrong infinity counts as 2^128. ∞ stands for NaN, and for a finite result where the exact one overflows. An
empty cell: the library has no such function, or no gradients.

${overview(all)}

## Row-wise functions

The native tests compute rows of 1 to 1 000 000 elements along every axis. The error of a gradient is counted in ulp of the sum
of the sizes of its terms, because the result may be a small difference of large terms. Such a gradient is rounded once.
\`softmax\` and \`log_softmax\` count an element more than 175 below the largest as −∞: that changes only gradients with
\`upstream\` beyond 2^100, by at most 2^-124 for each such element.

${rowwiseTable(rows, catalogue)}

\`prelu\` is one rounded product: its error is at most 0.5 ulp.

## Special values

NaN gives NaN, in values and gradients. At infinity and for subnormal numbers the results are the mathematical limits.

One exception: with other parameters than the default, float64 decides where the kinks of \`hard_sigmoid\` are. With \`alpha\` = 1/6
one kink is at −3 and the result there is 0, as in the frameworks. The double 1/6 taken literally would give 2.8e-17.

## The same bits

The results have the same bits in Chromium, Firefox, WebKit and Node: over four million inputs for each elementwise function, and
over rows for the others (\`npm run test:full\`). The native builds by g++ and clang++ give them too, for all inputs of the
elementwise functions (\`npm run verify -- --native\`). The payload of a NaN may differ.

## How it is measured

The reference is good to 2^-20 ulp, a millionth, for every input. Each evaluation in double carries a bound of its own error. Where
the bound leaves open more than that, or to which float32 the exact value rounds, the same is done in long double, and then in
700 bits. Beyond 200 and within 2^-20 of 0 functions and derivatives are monotone: where all results of 65 536 neighbouring inputs
there are one number, or x, or x / 2, the errors at the two ends of the block bound the others
(\`tests/native/programs/verify.cpp\`). Every figure is in [accuracy.json](measurements/accuracy.json), with a hash of all results.

\`\`\`sh
npm run verify               # all functions: about half an hour on two cores; goes on where it was stopped
npm run verify -- gelu tanh  # only these
npm run verify -- --native   # whether g++ and clang++ give the same bits
npm run verify -- --peers    # the other libraries
\`\`\`

## Each function

"Correctly rounded" is the share of results that are the float32 next to the exact value. "∞" is the share of results that are
infinitely wrong; means leave them out. "Loses": the library does not keep NaN, or the sign of 0.

${sections.join('\n\n')}
`;
}
