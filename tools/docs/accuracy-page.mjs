// The tables of errors, from docs/measurements/accuracy.json and the catalogue's bounds.
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

/** Kassei's errors, and the largest of the others. */
export function accuracyTable(record, { catalogue }) {
  const rows = subjects(record, catalogue).map(({ name, mode, bound, measured }) => [
    name,
    mode,
    bound,
    ...cells(measured[own]),
    ...others.map((library) => short(measured[library]?.worst)),
  ]);
  return table(['', '', 'bound', ...head, ...others.map((library) => libraries[library])], rows);
}

/** The page of the documentation with the same figures for every library. */
export function accuracyPage(record, { catalogue }) {
  const versions = Object.entries(record.peers).map(([name, version]) => `${libraries[name]} ${version}`);
  const sections = subjects(record, catalogue).map(({ name, mode, bound, measured }) => {
    const rows = Object.keys(libraries).flatMap((library) => {
      const one = measured[library];
      if (!one) return [];
      const { wrong, keepsNan, keepsSign } = one;
      const lost = [...(keepsNan ? [] : ['NaN']), ...(keepsSign ? [] : ['the sign of 0'])].join(', ');
      const kinds = wrong ? `${short(100 * wrong)} %` : '';
      return [[libraries[library], ...cells(one), kinds, lost]];
    });
    return `### ${name}, ${mode}\n\nBound: ${bound} ulp.\n\n${table(['', ...head, '∞', 'loses'], rows)}`;
  });
  return `# Errors

Units in the last place (ulp) of the exact result, |got − exact| / ulp(exact) with ulp(v) = 2^(max(⌊log₂ |v|⌋, −126) − 23), final
rounding included, default parameters. Kassei: all 2^32 inputs, on the WebAssembly of the package (\`npm run verify\`). The
others: every 4093rd bit pattern, judged by the same program (\`npm run verify -- --peers\`): ${versions.join(', ')}.
\`Math.*\` are textbook formulas in JavaScript's float64, rounded to float32 at the end; those with erf use Abramowitz and
Stegun's approximation. A wrong infinity counts as 2^128. ∞ stands for NaN, and for a finite result where the exact one
overflows; the share of these has a column of its own, and means leave them out.

The reference is good to 2^-20 ulp for every input. Each evaluation in double carries a bound of its own error. Where the bound
leaves open more than that, or to which float32 the exact value rounds, the same is done in long double, and then in 700 bits.
Beyond 200 and within 2^-20 of 0 functions and derivatives are monotone: where all results of 65 536 neighbouring inputs there are
one number, or x, or x / 2, the errors at the two ends of the block bound the others (\`tests/native/programs/verify.cpp\`). Every figure is
in [accuracy.json](measurements/accuracy.json), with a hash of all results.

${sections.join('\n\n')}
`;
}
