// Formulas of the catalogue as they can be written in a comment: without TeX.

const part = (text) => (/^[a-z\d]+(?:\([^()]*\))?$/i.test(text) ? text : `(${text})`);

const rules = [
  [/\\(?:[,!]|(?:left|right|bigl|bigr|Bigl|Bigr|quad)(?![a-z]))/g, ' '],
  [/\\operatorname\{(\w+)\}/g, '$1'],
  [/\\begin\{cases\}(.*?)\\end\{cases\}/g, (_, cases) => cases.replaceAll('\\\\', ';').replace(/\s*&\s*/g, ' for ')],
  [/for \\text\{otherwise\}/g, 'otherwise'],
  [/\\le\b/g, '<='],
  [/\\ge\b/g, '>='],
  [/\\sigma\b/g, 'sigmoid'],
  [/\\(?=[a-z ])/gi, ' '],
];
// Those with braces, from the innermost outwards.
const nested = [
  [/ frac\{([^{}]*)\}\{([^{}]*)\}/, (_, above, below) => ` ${part(above.trim())}/${part(below.trim())} `],
  [/ sqrt\{([^{}]*)\}/, ' sqrt($1)'],
  [/\^\{([^{}]*)\}/, (_, exponent) => `^${part(exponent.trim())}`],
];
const spaces = [
  [/\s+/g, ' '],
  [/ (?=[,;)_^/])|(?<=[(/]) |(?<=(?:^|[(=<] ?)-) /g, ''],
  [/(?<=\b(?:max|ln|Phi|varphi|tau|tanh|erfc|sigmoid)) (?=\()/g, ''],
];

const apply = (text, [pattern, replacement]) => text.replace(pattern, replacement);

export function plain(tex) {
  let text = rules.reduce(apply, tex);
  for (let before = ''; before !== text; ) {
    before = text;
    text = nested.reduce(apply, text);
  }
  return spaces.reduce(apply, text).trim();
}
