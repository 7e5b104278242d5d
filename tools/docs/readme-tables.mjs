// The tables that README.md and README.ja.md have: functions by family, and ten rows each of errors and speeds.
import { readFileSync } from 'node:fs';
import { shortTable } from './accuracy-page.mjs';
import { table } from './markdown.mjs';

const families = ['rectifiers', 'exponential', 'sigmoid-like', 'gated', 'shrinkage', 'row-wise'];

/** The READMEs, and what their tables are told in. */
export const readmes = {
  'README.md': {
    families: Object.fromEntries(families.map((family) => [family, family])),
    family: 'family',
    methods: 'methods',
    value: 'value',
    gradient: 'gradient',
    size: ['', 'bytes', 'gzip', 'at most'],
  },
  'README.ja.md': {
    families: {
      rectifiers: 'ReLUの仲間',
      exponential: '指数関数の仲間',
      'sigmoid-like': 'シグモイドの仲間',
      gated: 'ゲート型',
      shrinkage: '縮小型',
      'row-wise': '行を扱う関数',
    },
    family: '分類',
    methods: 'メソッド',
    value: '値',
    gradient: '勾配',
    size: ['', 'バイト', 'gzip', '上限'],
  },
};

const shared = ['relu', 'leaky_relu', 'elu', 'softplus', 'sigmoid', 'tanh', 'silu', 'gelu', 'mish'];

function functionTable(catalogue, words) {
  const camelCase = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
  const rows = families.map((family) => {
    const members = catalogue.filter((entry) => entry.family === family);
    const names = members.map(({ method, aliases }) => {
      const also = aliases.map((alias) => ` (\`${camelCase(alias)}\`)`);
      return `\`${method}\`${also.join('')}`;
    });
    return [words.families[family], names.join(', ')];
  });
  return table([words.family, words.methods], rows);
}

/** Rows of docs/benchmarks.md: the same numbers, without those of the copying loop. */
function speedTable(words) {
  const benchmarks = readFileSync(new URL('../../docs/benchmarks.md', import.meta.url), 'utf8');
  const [, endToEnd] = /^### End to end.*\n([\s\S]*?)^(?:#|<!--)/m.exec(benchmarks);
  const rows = [...shared, 'softmax'].map((name) => {
    const [, value, gradient] = new RegExp(`^\\| ${name} \\| (.*) \\| (.*) \\|$`, 'm').exec(endToEnd);
    return [`\`${name}\``, ...[value, gradient].map((cell) => cell.replace(/ \(loop: .*\)/, ''))];
  });
  return table(['', words.value, words.gradient], rows);
}

/** The tables of a README, by the names of their blocks. */
export const readmeTables = (record, { catalogue }, words) => ({
  functions: functionTable(catalogue, words),
  exactness: shortTable(record, [...shared, 'hard_sigmoid'], words),
  speed: speedTable(words),
});
