// The plots and tables of errors say what docs/measurements/accuracy.json says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { catalogue } from 'kassei/catalogue';
import { visit } from '../site.mjs';

const { functions } = JSON.parse(
  readFileSync(new URL('../../../docs/measurements/accuracy.json', import.meta.url), 'utf8'),
);
const names = catalogue.filter(({ kind }) => kind === 'elementwise').map(({ name }) => name);
const modes = ['value', 'gradient'];

const digit = (superscript) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(superscript);

/** A number as the page writes it, read back. */
function read(text) {
  const [mantissa, power] = text.replace('−', '-').replace('∞', 'Infinity').replace('%', '').split('×10');
  return Number(mantissa) * 10 ** Number((power ?? '⁰').replace(/./g, digit));
}
const near = (got, wanted, digits) => Math.abs(got - wanted) <= 10 ** -digits * Math.abs(wanted);

/** The heights of the steps of a curve, in ulp: the grid's lines with their labels are the scale. */
function heights(panel, kind) {
  const [, path] = new RegExp(`class="curve ${kind}" d="([^"]+)"`).exec(panel);
  const levels = [...panel.matchAll(/d="M44 ([\d.]+)H500"\/><text class="y"[^>]*>([^<]+)</g)].map(([, y, text]) => [
    Number(y),
    text === '1' ? 0 : text === '100' ? 2 : Number(text.slice(2).replace(/./g, digit)),
  ]);
  const [[y0, e0], [y1, e1]] = [levels[0], levels.at(-1)];
  return [...path.matchAll(/(?:M[\d.]+ |V)([\d.]+)H/g)].map(([, y]) => e0 + ((Number(y) - y0) / (y1 - y0)) * (e1 - e0));
}

for (const path of ['', 'en/']) {
  test(`/${path} shows every function's errors`, () =>
    visit(path, async (page) => {
      const shown = await page.evaluate(() =>
        Promise.all(
          [...document.querySelectorAll('.errors')].map(async (figure) => {
            const image = figure.querySelector('img');
            image.loading = 'eager';
            await image.decode();
            const table = figure.nextElementSibling;
            table.open = true;
            while (table.querySelector('p > a')) await new Promise(requestAnimationFrame);
            const cells = (row) => [...row.cells].map((cell) => cell.textContent);
            return {
              name: figure.closest('section').id,
              width: image.naturalWidth,
              alt: image.alt,
              address: image.src,
              rows: [...table.querySelectorAll('tbody tr')].map(cells),
            };
          }),
        ),
      );
      assert.deepEqual(shown.map(({ name }) => name).sort(), [...names].sort());
      for (const { name, width, alt, address, rows } of shown) {
        assert.ok(width > 0, name);
        const libraries = ['kassei', 'plain-js', 'tfjs-wasm', 'ort-web', 'jax-js'];
        const expected = libraries.flatMap((library) => modes.flatMap((mode) => functions[name][mode][library] ?? []));
        assert.equal(rows.length, expected.length, name);
        expected.forEach(({ worst, incorrect, correct }, i) => {
          assert.ok(
            near(read(rows[i][1]), worst ?? Infinity, worst < 1e5 ? 2 : 1) || read(rows[i][1]) === (worst ?? Infinity),
            name,
          );
          const share = rows[i][3];
          if (incorrect >= 1000) assert.ok(near(read(share), 100 * correct, 4), `${name}: ${share}`);
          else assert.ok(share.includes(incorrect || (path ? 'all' : 'すべて')), `${name}: ${share}`);
        });
        for (const { worst } of expected.slice(0, 2))
          assert.ok(alt.includes(String(Number(worst.toPrecision(3)))), alt);
        const picture = await (await page.request.get(address)).text();
        const panels = picture.split('<g>').slice(1);
        assert.equal(panels.length, modes.length);
        panels.forEach((panel, i) => {
          for (const [kind, library] of [
            ['slope', 'plain-js'],
            ['value', 'kassei'],
          ]) {
            const { curve } = functions[name][modes[i]][library];
            const drawn = heights(panel, kind);
            assert.equal(drawn.length, curve.length);
            curve.forEach((error, column) => {
              if (error === null) return;
              assert.ok(
                Math.abs(drawn[column] - Math.log10(Math.max(error, 0.1))) < 0.02,
                `${name} ${library} ${column}`,
              );
            });
          }
        });
      }
    }));
}
