// The built page in every browser engine: each plot is the package's function, and each part answers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { formulas } from '../../web/model/formulas/textbook.mjs';
import { browsers } from './browsers.mjs';
import { session } from './session.mjs';

const kassei = await load();
/** Parameters without a default, as the page starts with them. */
const given = { threshold: { threshold: 1, defaultValue: 0 }, prelu: { slope: Float32Array.of(0.25) } };

function assertCurves(name, curves, options) {
  const f = kassei.get(name);
  for (const [compute, points] of [
    [f, curves[0]],
    [f.grad, curves[1]],
  ]) {
    assert.ok(points.length > 200, `${name}: ${points.length} points`);
    const [x, y] = [0, 1].map((axis) => points.map((point) => point[axis]));
    // JSON has no -0.
    assert.deepEqual(
      y,
      Array.from(compute(Float32Array.from(x), options), (value) => value + 0),
      name,
    );
  }
}

/** Against formulas that share nothing with the package, where those are exact enough to see. */
function assertTextbook(name, curves) {
  formulas[name]?.forEach((formula, i) => {
    for (const [x, y] of curves[i]) {
      const wanted = formula(x);
      // At a kink the slopes differ, and beside a jump one float decides.
      if (Math.abs(formula(x - 1e-6) - formula(x + 1e-6)) > 1e-3) continue;
      assert.ok(Math.abs(y - wanted) <= 2e-6 * Math.max(1, Math.abs(wanted)), `${name} at ${x}: ${y}, not ${wanted}`);
    }
  });
}

const languages = { ja: '', en: 'en/' };

/** The tasks of each page. */
const pages = { index: 'functions', compare: 'comparison', learning: 'learning' };

function assertPlots({ plots, bars }) {
  assert.equal(plots.length + bars.length, catalogue.length);
  for (const { name, curves, parameter, value, moved } of plots) {
    const options = given[name] ?? {};
    assertCurves(name, curves, options);
    if (!given[name]) assertTextbook(name, curves);
    if (!moved) continue;
    const set = { ...options, [parameter]: parameter === 'slope' ? Float32Array.of(value) : value };
    assertCurves(name, moved, set);
  }
  for (const { name, bars: rows } of bars) {
    const [x, y] = rows;
    const wanted = Array.from(kassei.get(name)(Float32Array.from(x)), (value) => value + 0);
    assert.deepEqual(y, wanted, name);
  }
}

for (const [engine, browser] of Object.entries(browsers)) {
  test(`the page in ${engine}`, (t) =>
    session(browser, t.signal, async (visit) => {
      await t.test('plots the functions', async () => assertPlots(await visit('en/index.html', 'plots')));
      await t.test('saves and prints the pictures that it shows', async (t) => {
        t.diagnostic(JSON.stringify(await visit('en/index.html', 'pictures')));
      });
      for (const [language, folder] of Object.entries(languages)) {
        for (const [page, task] of Object.entries(pages)) {
          await t.test(`${page} in ${language}: every control works`, async (t) => {
            const { failures, worked } = await visit(`${folder}${page}.html`, task);
            assert.deepEqual(failures, []);
            t.diagnostic(`${worked} controls`);
          });
        }
        await t.test(`links to plots in ${language} bring them back`, async () => {
          for (const { link, wanted } of await visit(`${folder}index.html`, 'links'))
            assert.deepEqual(await visit(link, 'restored'), wanted, link);
        });
      }
    }));
}
