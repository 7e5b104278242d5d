// The code to copy: it runs, means what the page shows, and names what the frameworks have.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';
import { enter, operate, visit } from '../site.mjs';
import signatures from './signatures.json' with { type: 'json' };
import { builderFor } from './webnn.mjs';

const [web, here] = ['../../../web/', './'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
const { module: code } = await runnerImport(`${web}snippets/index.ts`);
const { module: parameters } = await runnerImport(`${web}model/settings.ts`);
const frameworks = Object.keys(code.titles);
const AsyncFunction = (async () => {}).constructor;

/** The parameters at their defaults, then each of them at both ends and in the middle of its slider, the others as before. */
function* settings(entry) {
  yield parameters.startValues(entry);
  for (const { name, type, minimum, smallest, slider } of parameters.movable(entry)) {
    const [from, to] = slider;
    const some = type === 'boolean' ? [true, false] : [Math.max(from, minimum, -9), (from + 2 * to) / 3, to];
    for (const value of [...some, ...(smallest ? [-some[1]] : [])])
      yield { ...parameters.startValues(entry), [name]: value };
  }
  // Several at once, where one of them alone may take a shorter way.
  if (entry.name === 'relu') {
    yield { ...parameters.startValues(entry), negativeSlope: 0.1, maxValue: 1.5, threshold: 1 };
    yield { ...parameters.startValues(entry), negativeSlope: 0.1, maxValue: 1.5, threshold: -1.5 };
  }
  if (entry.name === 'softplus') yield { ...parameters.startValues(entry), beta: -1.5, threshold: 2 };
  if (entry.name === 'hard_shrink') yield { ...parameters.startValues(entry), threshold: -1.5, bias: 0.5 };
}
const cases = catalogue.flatMap((entry) => [...settings(entry)].map((values) => ({ entry, values })));

/** Kassei's results for the input of all snippets. */
function expected(kassei, { kind, halves, name }, options) {
  const row = halves ? [1, 2, 3, 4] : [1, 2, 3];
  const x = Float32Array.from(kind === 'rowwise' ? row : [-2, -1, 0, 1, 2]);
  return kassei.get(name)(x, options);
}

function assertClose(got, wanted, context) {
  assert.equal(got.length, wanted.length, context);
  wanted.forEach((value, i) => {
    assert.ok(Math.abs(got[i] - value) <= 1e-5 * Math.max(1, Math.abs(value)), `${context}: ${got}, not ${wanted}`);
  });
}

const context = (framework, { name }, values) => `${framework}, ${name} with ${JSON.stringify(values)}`;

test("Kassei's code runs and gives the page's numbers", async () => {
  const kassei = await load();
  for (const { entry, values } of cases) {
    const { code: text } = code.snippet('kassei', entry, values);
    const [first, ...lines] = text.split('\n');
    assert.equal(first, "import { load } from 'kassei';");
    const run = new AsyncFunction(
      'load',
      `${lines.join('\n')}\nreturn [y, ${/\b(?:slope|gradient)(?= =)/.exec(text)[0]}]`,
    );
    const [y, second] = await run(load);
    const options = parameters.options(entry, values);
    assert.deepEqual(y, expected(kassei, entry, options), context('kassei', entry, values));
    if (entry.kind !== 'rowwise') {
      assert.deepEqual(second, kassei.get(entry.name).grad(Float32Array.of(-2, -1, 0, 1, 2), options));
    }
  }
});

test("WebNN's code computes what Kassei does", async () => {
  const kassei = await load();
  for (const { entry, values } of cases) {
    const { code: text } = code.snippet('webnn', entry, values);
    if (!text) continue;
    const x = entry.kind === 'rowwise' ? (entry.halves ? [1, 2, 3, 4] : [1, 2, 3]) : [-2, -1, 0, 1, 2];
    const run = new AsyncFunction('navigator', 'MLGraphBuilder', `${text}\nreturn y`);
    const y = await run({ ml: { createContext: async () => ({}) } }, builderFor(x));
    assertClose(y, expected(kassei, entry, parameters.options(entry, values)), context('webnn', entry, values));
  }
});

test('all code is code, and calls what the frameworks document, by the names of their arguments', () => {
  const python = [];
  for (const framework of frameworks) {
    for (const { entry, values } of cases) {
      const { code: text } = code.snippet(framework, entry, values);
      assert.doesNotMatch(text, /undefined|NaN|\$\{|,\s*[,)]/, context(framework, entry, values));
      if (framework in signatures) python.push({ framework, text });
      else parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true });
    }
  }
  const input = JSON.stringify(python.map(({ text }) => text));
  const calls = JSON.parse(execFileSync('python3', [`${here}calls.py`], { input }));
  python.forEach(({ framework, text }, i) => {
    for (const [called, given] of calls[i].filter(([called]) => called !== 'layer')) {
      const allowed = signatures[framework][called];
      assert.ok(allowed && given.every((name) => allowed.includes(name)), `${called}(${given})\n${text}`);
    }
  });
});

test('each framework is asked for what the catalogue says it has, with every parameter stated', () => {
  for (const framework of frameworks.slice(1)) {
    for (const entry of catalogue) {
      const names = entry.frameworks
        .filter((record) => record.framework === framework)
        .flatMap((record) => record.names);
      const { code: text, reason } = code.snippet(framework, entry, parameters.startValues(entry));
      const isOwn = names.some((name) => new RegExp(`\\b${name}\\b`).test(text));
      const wanted = isOwn ? undefined : names.length ? 'beyond' : text ? 'made' : 'absent';
      assert.equal(reason, wanted, `${framework}, ${entry.name}`);
    }
  }
  // hard_sigmoid's coefficients are fixed there, and others than Kassei's.
  const beyond = frameworks.slice(1).filter((framework) => {
    const entry = catalogue.find(({ name }) => name === 'hard_sigmoid');
    return code.snippet(framework, entry, parameters.startValues(entry)).reason === 'beyond';
  });
  assert.deepEqual(beyond, ['keras3', 'pytorch', 'jax']);
  const leaky = catalogue.find(({ name }) => name === 'leaky_relu');
  for (const framework of frameworks.slice(1))
    assert.match(code.snippet(framework, leaky, parameters.startValues(leaky)).code, /0\.2\b/);
});

test('the code on the page', (t) =>
  visit('?gelu.approximate=true#explorer', async (page) => {
    const elu = page.locator('#elu .code');
    const shown = (section = elu) => section.locator('code').textContent();
    await t.test('is there before any script of its own', async () => {
      assert.ok((await shown()).includes('keras.activations.elu(x, alpha=1.0)'));
      const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      assert.equal(loaded.filter((name) => name.includes('/examples-')).length, 0);
    });
    await page.locator('#gelu [data-parameter=approximate] :checked').waitFor({ state: 'attached' });
    assert.equal(await page.locator('html[data-examples=live]').count(), 0);
    await enter(page, 'elu');
    await elu.scrollIntoViewIfNeeded();
    await page.locator('html[data-examples=live]').waitFor();
    const near = async (name) => {
      await page.locator(`#${name}`).evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
      await page.locator(`#${name} .code select`).waitFor();
    };
    await t.test('has the parameters as they were moved before it was loaded', async () => {
      await near('gelu');
      assert.match(await shown(page.locator('#gelu .code')), /gelu\(x, approximate=True\)/);
    });
    await near('elu');
    await t.test('has the parameters as they are set, and the reset ones', async () => {
      await operate(page, 'elu', [['[data-parameter=alpha] [type=number]', '0.5']]);
      assert.ok((await shown()).includes('elu(x, alpha=0.5)'));
      await operate(page, 'elu', [['[data-parameter=alpha] button']]);
      assert.ok((await shown()).includes('elu(x, alpha=1.0)'));
    });
    await t.test('is of the framework that is chosen by the keyboard, in all sections', async () => {
      await elu.locator('select').focus();
      await page.keyboard.press('P');
      assert.match(await shown(), /^import torch$/m);
      assert.match(await shown(page.locator('#gelu .code')), /F\.gelu\(x, approximate="tanh"\)/);
      await near('glu');
      assert.equal(await page.locator('#glu .code select').inputValue(), 'pytorch');
      await near('elu');
    });
    await t.test('is copied, which is said', async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await elu.locator('button').focus();
      await page.keyboard.press('Enter');
      await elu.locator('[role=status]:text("コピーしました")').waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await shown());
    });
    await t.test('is selected where it cannot be copied', async () => {
      await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
      await elu.locator('button').click();
      await elu.locator('[role=status]:text("選択")').waitFor();
      assert.equal(await page.evaluate(() => getSelection().toString().trim()), await shown());
    });
    await t.test('says what a framework has not', async () => {
      await elu.locator('select').selectOption('onnx');
      await near('sparsemax');
      const sparsemax = page.locator('#sparsemax .code');
      assert.match(await sparsemax.locator('.note').textContent(), /ONNX/);
      assert.equal(await sparsemax.locator('pre').evaluate((pre) => pre.hidden), true);
      assert.equal(await elu.locator('.note').textContent(), '');
    });
  }));
