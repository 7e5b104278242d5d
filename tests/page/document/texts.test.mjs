// The texts: the same in both languages, nothing forgotten, and the numbers those of the wrong formulas.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { mistakes } from '../../../web/model/formulas/wrong-formulas.mjs';
import { enter, visit } from '../site.mjs';

const web = fileURLToPath(new URL('../../../web/', import.meta.url));
const languages = ['ja', 'en'];
const files = Object.fromEntries(
  languages.map((language) => {
    const all = readdirSync(`${web}content/${language}`, { recursive: true, withFileTypes: true });
    const names = all.filter((one) => one.isFile()).map(({ parentPath, name }) => path.join(parentPath, name));
    return [language, names.map((name) => path.relative(`${web}content/${language}`, name)).sort()];
  }),
);
const read = (language, file) => readFileSync(`${web}content/${language}/${file}`, 'utf8');
const { module: mistake } = await runnerImport(`${web}model/formulas/wrong-formula.ts`);

/** The parts that do not depend on the language: headings' levels, bullets, places of controls, links, formulas, code. */
function structure(text) {
  const all = (pattern) => text.match(pattern) ?? [];
  return {
    headings: all(/^#+(?= )/gm),
    bullets: all(/^(?:> )?- /gm).length,
    rows: all(/^\|/gm).length,
    controls: all(/^\[\w+\]$/gm),
    links: all(/\(#\w+\)/g).sort(),
    formulas: [...new Set(all(/\$[^$]+\$/g).map((formula) => formula.replace(/\s/g, '')))].sort(),
    code: [...new Set(all(/`[^`]+`/g))].sort(),
  };
}

test('both languages have the same texts, with the same parts', () => {
  assert.deepEqual(files.ja, files.en);
  for (const file of files.ja) {
    const [ja, en] = languages.map((language) => read(language, file));
    if (file.endsWith('.json')) assert.deepEqual(Object.keys(JSON.parse(ja)), Object.keys(JSON.parse(en)), file);
    else assert.deepEqual(structure(ja), structure(en), file);
  }
});

test('every function is told in full: what it is, its origin and use, what goes wrong', () => {
  const titles = {
    ja: ['出自と使いどころ', 'つまずきやすい点'],
    en: ['Where it comes from, when to use it', 'What goes wrong'],
  };
  for (const language of languages) {
    for (const { name } of catalogue) {
      const [what, origin, wrong, ...more] = read(language, `functions/${name}.md`).split(/^### .*$/m);
      const headings = read(language, `functions/${name}.md`).match(/(?<=^### ).*$/gm);
      assert.deepEqual(headings, titles[language], `${language}, ${name}`);
      assert.equal(more.length, 0);
      assert.ok(what.length > 80 && origin.length > 80 && /^- /m.test(wrong), `${language}, ${name}`);
      assert.match(origin, /\b(?:1[789]|20)\d\d\b|Torch/, `${language}, ${name} has no year`);
    }
  }
});

test('every link within the texts leads to a section', () => {
  const targets = new Set([...catalogue.map(({ name }) => name), 'choosing']);
  for (const language of languages)
    for (const file of files[language])
      for (const [, target] of read(language, file).matchAll(/\]\(#(\w+)\)/g)) assert.ok(targets.has(target), target);
});

test('Japanese has full-width punctuation, no spaces around formulas and code, and one word for one thing', () => {
  const japanese = '[ぁ-んァ-ヶー一-龠々]';
  const against = [
    [`${japanese}[,.:;!?()]|[,.:;!?()]${japanese}`, 'Western punctuation'],
    [`${japanese} \\w|\\w ${japanese}`, 'a space'],
    // In their places: 引数, 既定値, 2階導関数, 偏導関数, しきい値, なめらか, いちばん, 一つ, わかる.
    ['パラメータ|デフォルト|階微分|ての微分|閾値|滑らか|一番|つめ|(?<!一つ)ひとつ|分か[りる]', 'another word for it'],
  ];
  for (const file of files.ja) {
    const text = read('ja', file)
      .replace(/ ?\[try ?(?:([^\]=:]+):)?[^\]]*\]/g, '$1')
      .replace(/\$[^$]+\$|`[^`]+`|\{\w+\}|f\(x\)/g, 'x')
      .replace(/\*\*|\[|\]|\(#\w+\)|<[^>]+>|\([12]\d{3}\)/g, '');
    for (const [pattern, what] of against)
      assert.equal(text.match(new RegExp(`.{0,9}(?:${pattern}).{0,9}`))?.[0], undefined, `${file} has ${what}`);
  }
});

/** Claims of the texts about functions: the function, x, f(x) as it is printed there, f'(x) likewise, parameters. */
const values = [
  ['elu', -4, '-0.982'],
  ['elu', -8, '-0.9997'],
  ['softplus', -5, '0.0067'],
  ['softplus', -10, '0.000045'],
  ['softplus', 0, '0.069', null, { beta: 10 }],
  ['softsign', 1, '0.5'],
  ['softsign', 10, '0.909'],
  ['tanh', 2, '0.964', '0.071'],
  ['sigmoid', 2, '0.881'],
  ['squareplus', -10, '0.099', '0.0097'],
  ['celu', -1, '-0.787', null, { alpha: 2 }],
  ['celu', -1, null, '0.000045', { alpha: 0.1 }],
  ['exponential', 5, '148'],
  ['exponential', 10, '22026'],
  ['log_sigmoid', -5, '-5.0067'],
  ['silu', -1.278, '-0.278'],
  ['silu', -2.4, null, '-0.0998'],
  ['silu', 2.4, null, '1.0998'],
  ['hard_silu', -1.5, '-0.375'],
  ['gelu', 3, '2.996'],
  ['gelu', -3, '-0.0040'],
  ['gelu', -0.752, '-0.170'],
  ['gelu', -Math.SQRT2, null, '-0.129'],
  ['gelu', Math.SQRT2, null, '1.129'],
  ['quick_gelu', -0.751, '-0.164'],
  ['mish', -5, '-0.0336'],
  ['mish', 3, '2.987'],
  ['mish', -2.26, null, '-0.113'],
  ['mish', 1.49, null, '1.088'],
  ['tanh_shrink', 3, '2.005', '0.99'],
  ['tanh_shrink', 0.1, '0.00033', '0.0099'],
];

test("the functions' values are those that the texts give", async () => {
  const kassei = await load();
  for (const [name, x, value, slope, options] of values) {
    const f = kassei.get(name);
    for (const [run, printed] of [
      [f, value],
      [f.grad, slope],
    ]) {
      if (!printed) continue;
      const [y] = run(Float32Array.of(x), options);
      const decimals = printed.split('.')[1]?.length ?? 0;
      assert.equal(y.toFixed(decimals), printed, `${name} at ${x}`);
      for (const language of languages)
        assert.ok(read(language, `functions/${name}.md`).includes(printed), `${printed} in ${language}, ${name}`);
    }
  }
});

/** Claims of the texts about wrong formulas: the function, which formula, the input, the error as it is printed there. */
const claims = [
  ['elu', 0, '-1e-7', '19%'],
  ['celu', 0, '-1e-3', '1.3%'],
  ['tanh', 2, '8', '5.9%'],
  ['sigmoid', 1, '16', '5.9%'],
  ['squareplus', 0, '-1000', '0.7%'],
  ['squareplus', 0, '-5000', '22%'],
  ['sparse_plus', 0, '-0.999', '1.3%'],
  ['log_sigmoid', 0, '16', '5.9%'],
  ['silu', 2, '-1.2784644', '44%'],
  ['gelu', 0, '-5', '4%'],
  ['gelu', 1, '-5', '30%'],
  ['mish', 0, '-15', '17%'],
  ['tanh_shrink', 0, '0.01', '0.028%'],
  ['tanh_shrink', 0, '0.001', '4.8%'],
];

/** And the results it says: from where on everything is lost. */
const results = [
  ['softplus', 0, '-17', '0'],
  ['softplus', 1, '89', '∞'],
  ['softsign', 0, '-∞', 'NaN'],
  ['relu', 1, '-5', '−0'],
  ['tanh', 1, '45', 'NaN'],
  ['tanh', 2, '9.1', '0'],
  ['sigmoid', 0, '-88.8', '0'],
  ['sigmoid', 1, '17', '0'],
  ['hard_sigmoid', 1, '-2.5', '−0.958957'],
  ['leaky_relu', 0, '-1', '−1'],
  ['squareplus', 0, '-10000', '0'],
  ['sparse_plus', 0, '-0.9999', '0'],
  ['log_sigmoid', 0, '17', '0'],
  ['log_sigmoid', 0, '-90', '−∞'],
  ['silu', 1, '-89', '−0'],
  ['hard_silu', 0, '-4', '−0'],
  ['hard_silu', 0, '5.7e37', '∞'],
  ['gelu', 0, '-6', '−0'],
  ['gelu', 1, '-5.4', '−0'],
  ['mish', 0, '-17', '−0'],
  ['tanh_shrink', 0, '0.0003', '0'],
  ['softmax', 0, '1000, 1001', 'NaN, NaN'],
  ['log_softmax', 0, '0, -104', '0, −∞'],
  ['log_softmax', 0, '0, -17', '0, −17'],
  ['log_softmax', 1, '10000, 10000', '−0.693359, −0.693359'],
  ['sparsemax', 0, '100000, 100000, 100000', '0.335938, 0.335938, 0.335938'],
  ['sparsemax', 0, '1e7, 1e7', '1, 1'],
];

function judge(kassei, name, i, text) {
  const entry = catalogue.find((one) => one.name === name);
  return mistake.judge(kassei, entry, mistakes[name][i], mistake.parse(entry, mistakes[name][i], text));
}

test("the wrong formulas' errors are those that the texts give", async () => {
  const kassei = await load();
  for (const [name, i, x, printed] of claims) {
    const { error } = judge(kassei, name, i, x);
    // As many digits as the text has.
    const digits = printed.replace(/^0\.0*|[.%]/g, '').length;
    const rounded = Number(Number.parseFloat(error).toPrecision(digits));
    assert.equal(`${rounded}%`, printed, `${name} at ${x}`);
    for (const language of languages)
      assert.ok(read(language, `functions/${name}.md`).includes(printed), `${language}, ${name}`);
  }
  for (const [name, i, x, wrong] of results) assert.equal(judge(kassei, name, i, x).wrong, wrong, `${name} at ${x}`);
});

test('what is shown of a wrong formula is what runs', async () => {
  const { module: build } = await runnerImport(`${web}render/html/example-blocks.ts`);
  assert.deepEqual(Object.keys(build.sources), Object.keys(mistakes));
  const { fround: f32, exp, log, max, min, sqrt, tanh } = Math;
  // The error function is the file's own.
  const names = { f32, exp, log, max, min, sqrt, tanh, erf: () => Number.NaN };
  for (const [name, texts] of Object.entries(build.sources)) {
    assert.equal(texts.length, mistakes[name].length);
    texts.forEach((text, i) => {
      const { wrong, at } = mistakes[name][i];
      const shown = new Function(...Object.keys(names), `return ${text}`)(...Object.values(names));
      if (text.includes('erf(')) return;
      for (const x of Array.isArray(at) ? [at, [3, 1, 2, 0.5]] : [at, -3.25, 0.75, 20])
        assert.deepEqual(shown(x), wrong(x), name);
    });
  }
});

test('wrong formulas on the page', (t) =>
  visit('en/', async (page) => {
    const block = page.locator('#elu .mistake');
    const cells = () => block.locator('dd').allTextContents();
    await t.test('have their results before any script', async () => {
      assert.equal(await page.locator('.mistake').count(), Object.values(mistakes).flat().length);
      assert.deepEqual(await cells(), ['−1.19209e−7', '−1e−7', '19% (2,700,000\u00a0ULP)']);
      assert.equal(await block.locator('input').isDisabled(), true);
    });
    await enter(page, 'elu');
    await block.scrollIntoViewIfNeeded();
    await page.locator('html[data-examples=live]').waitFor();
    await block.locator('input:enabled').waitFor();
    const type = async (text) => {
      await block.locator('input').fill(text);
      return await block.locator('input').getAttribute('aria-invalid');
    };
    await t.test('compute what is typed', async () => {
      assert.equal(await type('-0.001'), 'false');
      const kassei = await load();
      const { wrong, right, error } = judge(kassei, 'elu', 0, '-0.001');
      assert.deepEqual(await cells(), [wrong, right, error]);
      assert.match(error, /\(87\sULP\)/);
    });
    await t.test('refuse what is no number, and keep the last results', async () => {
      const before = await cells();
      for (const text of ['one', '', '1, 2']) assert.equal(await type(text), 'true', text);
      assert.deepEqual(await cells(), before);
      assert.equal(await type('-∞'), 'false');
      assert.deepEqual(await cells(), ['−1', '−1', '0']);
    });
  }));
