// The built page in every browser engine: each plot is the package's function, and each part answers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { load } from 'kassei';
import { catalogue } from 'kassei/catalogue';
import { formulas } from '../../web/textbook.mjs';
import { browsers, open } from './browsers.mjs';
import { serve } from './server.mjs';

const kassei = await load();
/** What must be given, as the page starts with it. */
const given = { threshold: { threshold: 1, defaultValue: 0 }, prelu: { slope: Float32Array.of(0.25) } };

let receive;
let server;
before(async () => {
  server = await serve({ script: '/tests/engines/plots.mjs', headers: {}, receive: (result) => receive(result) });
});
after(() => server.close());

/** What a page of the site found in a browser. */
async function visit(browser, page, signal) {
  const finished = new Promise((resolve) => {
    receive = resolve;
  });
  const { agent, error, still, complaints, found } = await open(
    browser,
    `${server.address}build/page/${page}`,
    finished,
    signal,
  );
  assert.equal(error, undefined);
  assert.match(agent, browser.agent);
  assert.equal(still, false);
  assert.deepEqual(complaints, []);
  return found;
}

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

for (const [engine, browser] of Object.entries(browsers)) {
  test(`the plots in ${engine} are the functions`, { timeout: 240_000 }, async (t) => {
    const { plots, bars } = await visit(browser, 'en/index.html', t.signal);
    assert.equal(plots.length + bars.length, catalogue.length);
    for (const { name, curves, parameter, value, moved } of plots) {
      const options = given[name] ?? {};
      assertCurves(name, curves, options);
      if (!given[name]) assertTextbook(name, curves);
      if (!moved) continue;
      const set = { ...options, [parameter]: parameter === 'slope' ? Float32Array.of(value) : value };
      assertCurves(name, moved, set);
    }
    for (const {
      name,
      bars: [x, y],
    } of bars)
      assert.deepEqual(
        y,
        Array.from(kassei.get(name)(Float32Array.from(x)), (value) => value + 0),
        name,
      );
  });

  test(`the comparison in ${engine} sorts, and a network learns`, { timeout: 120_000 }, async (t) => {
    const { sorted, errors } = await visit(browser, 'compare.html', t.signal);
    assert.equal(sorted, 'ascending');
    assert.ok(errors.length > 25);
    assert.deepEqual(
      errors,
      errors.toSorted((a, b) => a - b),
    );
    const { before: first, after: last } = await visit(browser, 'en/learning.html', t.signal);
    assert.equal(first.length, 2);
    assert.notDeepEqual(first, last);
  });
}
