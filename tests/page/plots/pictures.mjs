// One picture, painted as SVG before the plot is live, on canvas, into a file, and for print: all must be the same.
import assert from 'node:assert/strict';
import { enter, until } from '../site.mjs';
import { add, open, take } from '../toolbox/toolbox.mjs';

const dataUrl = (type, content) => `data:${type};base64,${Buffer.from(content).toString('base64')}`;

/** That pictures differ by antialiasing alone. They are drawn as images of a size, in a page whose policy allows it. */
async function assertAlike(blank, urls, size, what) {
  const { large, visible } = await blank.evaluate(
    async ({ urls, width, height }) => {
      const [one, other] = await Promise.all(
        urls.map(async (src) => {
          const image = Object.assign(new Image(), { src });
          await image.decode();
          const context = new OffscreenCanvas(Math.ceil(width), Math.ceil(height)).getContext('2d');
          context.drawImage(image, 0, 0, width || image.width, height || image.height);
          return context.getImageData(0, 0, Math.ceil(width), Math.ceil(height)).data;
        }),
      );
      const beyond = (least) => one.reduce((count, value, i) => count + (Math.abs(value - other[i]) > least), 0);
      return { large: beyond(128) / one.length, visible: beyond(16) / one.length };
    },
    { urls, ...size },
  );
  assert.ok(large < 1e-3 && visible < 0.006, `${what}: ${large} ${visible}`);
}

/** The visible one of a plot's two pictures, at the same place of the window. */
async function photograph(page, name, picture) {
  const plot = page.locator(`#${name} .plot`);
  await plot.evaluate((plot, picture) => {
    for (const one of plot.querySelectorAll(':scope > svg, canvas'))
      one.style.visibility = one.localName === picture ? 'visible' : 'hidden';
  }, picture);
  return dataUrl('image/png', await plot.screenshot());
}

/** How far apart the curves and bars of Chart.js and of the SVG picture are, in pixels. */
const places = (page, name) =>
  page.evaluate(async (name) => {
    const { name: address } = performance.getEntriesByType('resource').find((file) => file.name.includes('/chart-'));
    const Chart = Object.values(await import(address)).find((exported) => exported?.getChart);
    const canvas = document.querySelector(`#${name} canvas`);
    const chart = Chart.getChart(canvas);
    const svg = document.querySelector(`#${name} .plot > svg`);
    const [whole, drawn] = [svg, canvas].map((one) => one.getBoundingClientRect());
    const unit = whole.width / svg.viewBox.baseVal.width;
    const sets = chart.data.datasets.map((set, i) => ({ ...set, elements: chart.getDatasetMeta(i).data }));
    const lines = sets.filter(({ hidden, type, data }) => !hidden && type !== 'bar' && data.length);
    const numbers = (path) =>
      path
        .getAttribute('d')
        .match(/-?[\d.]+/g)
        .map(Number);
    /** Places of a path of one absolute and many relative steps a piece. */
    const walk = (path) =>
      path
        .getAttribute('d')
        .split('M')
        .slice(1)
        .map((piece) => {
          const steps = piece.match(/-?(?:\d+\.?\d*|\.\d+)/g).map(Number);
          const at = [0, 0];
          return Array.from({ length: steps.length / 2 }, (_, i) => {
            at[0] += steps[2 * i];
            at[1] += steps[2 * i + 1];
            return [...at];
          });
        });
    const distance = ([x, y], [[ax, ay], [bx, by]]) => {
      const [dx, dy] = [bx - ax, by - ay];
      const part = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - ax - part * dx, y - ay - part * dy);
    };
    const curves = [...svg.querySelectorAll('.curve')].map(walk).reverse();
    const apart = lines.map(({ elements }, i) =>
      elements
        .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
        .map(({ x, y }) =>
          Math.min(
            ...curves[i].flatMap((piece) =>
              piece.slice(1).map((end, j) =>
                distance(
                  [x, y],
                  [piece[j], end].map((at) => at.map((one) => one * unit)),
                ),
              ),
            ),
          ),
        )
        .reduce((most, one) => Math.max(most, one), 0),
    );
    const bars = sets
      .filter(({ type }) => type === 'bar')
      .flatMap(({ elements }) => elements.map(({ x, y, base, width }) => [x - width / 2, base, y, width]));
    const paths = [...svg.querySelectorAll('.bar')]
      .map(numbers)
      .map((place) => place.slice(0, 4).map((one) => one * unit));
    return {
      shift: Math.hypot(whole.left - drawn.left, whole.top - drawn.top),
      counts: [lines.length, curves.length, bars.length, paths.length],
      curves: apart,
      bars: bars.flatMap((bar, i) => bar.map((place, j) => Math.abs(place - paths[i][j]))),
      size: { width: whole.width, height: whole.height },
      text: [canvas, svg.querySelector('text')].map((one) => getComputedStyle(one).fontSize),
    };
  }, name);

/** The canvas takes the place of the SVG picture, with nothing moved. */
export async function assertSamePlace(page, names) {
  const blank = await page.context().newPage();
  await page.bringToFront();
  for (const name of names) {
    await enter(page, name);
    const { shift, counts, curves, bars, text, size } = await places(page, name);
    assert.equal(shift, 0, name);
    assert.ok(counts[0] === counts[1] && counts[2] === counts[3] && counts[0] + counts[2] > 0, `${name}: ${counts}`);
    assert.ok(
      [...curves, ...bars].every((apart) => apart < 0.5),
      `${name}: ${curves} ${bars}`,
    );
    assert.equal(text[0], text[1], name);
    const both = [await photograph(page, name, 'svg'), await photograph(page, name, 'canvas')];
    await assertAlike(blank, both, size, `${name} before and after it lives`);
  }
  await blank.close();
}

/** The live plot at the top follows the window. */
export async function assertFollowing(page) {
  await page.locator('#explorer canvas').waitFor();
  const { width } = page.viewportSize();
  await page.setViewportSize({ width: width / 2, height: 740 });
  await until(async () => {
    const { curves, size } = await places(page, 'explorer');
    return size.width < width / 2 && Math.max(...curves) < 0.5;
  });
  await assertSamePlace(page, ['explorer']);
}

/** The marks of an SVG picture by their order, without what they look like. */
const marksOf = (blank, source) =>
  blank.evaluate((source) => {
    const svg = new DOMParser().parseFromString(source, 'text/html').querySelector('svg');
    return [...svg.querySelectorAll('[class]')].map((mark) => {
      const { class: kind, d = '' } = Object.fromEntries([...mark.attributes].map(({ name, value }) => [name, value]));
      return [kind, d, mark.textContent, mark.getAttribute('x'), mark.getAttribute('y')].join(' ');
    });
  }, source);

/** Changes of parameters, view, parts and functions, and what there is then. */
const changes = {
  relu: {
    async change(page) {
      await page.locator('#relu [data-parameter=negativeSlope] [type=number]').fill('0.02');
      await page.locator('#relu [data-part=curvature]').check();
      await page.locator('#relu .reading input').press('+');
      await page.locator('#relu .reading input').press('Shift+ArrowDown');
    },
    kinks: 1,
    dots: 2,
    names: 0,
  },
  hard_shrink: {
    async change(page) {
      await page.locator('#hard_shrink .reading input').fill('-2.4');
      await add(page, 'hard_shrink', 'thresholded_relu');
    },
    kinks: 6,
    dots: 4,
    names: 4,
  },
  softmax: {
    change: (page) => page.locator('#softmax .inputs input').nth(1).fill('-3.2'),
    kinks: 0,
    dots: 0,
    names: 0,
  },
};

/** The files, the picture for print and the canvas show the same after changes, with all marks that there must be. */
export async function assertCopies(page) {
  const blank = await page.context().newPage();
  await page.bringToFront();
  const saved = {};
  for (const [name, { change }] of Object.entries(changes)) {
    await open(page, name);
    await change(page);
    const [png, svg] = [await take(page, name, 'png'), await take(page, name, 'svg')];
    const { width, height } = await page.locator(`#${name} .plot`).boundingBox();
    const files = [dataUrl('image/png', png), dataUrl('image/svg+xml', svg)];
    await assertAlike(blank, files, { width, height }, `${name} as PNG and SVG`);
    saved[name] = String(svg);
  }
  await page.emulateMedia({ media: 'print' });
  const printed = await page.evaluate((names) => {
    const pictures = names.map((name) => document.querySelector(`#${name} .plot > svg`));
    return pictures.map((svg) => svg.checkVisibility({ visibilityProperty: true }) && svg.outerHTML);
  }, Object.keys(changes));
  for (const [i, [name, { kinks, dots, names }]] of Object.entries(changes).entries()) {
    const marks = await marksOf(blank, printed[i]);
    assert.deepEqual(marks, await marksOf(blank, saved[name]), `${name} printed`);
    const count = (kind, each) =>
      marks
        .filter((mark) => mark.startsWith(kind))
        .join('')
        .split(each).length - 1;
    assert.deepEqual([count('kink', 'M'), count('dot', 'M'), count('name', 'name')], [kinks, dots, names], name);
  }
  await blank.close();
}
