// Tables in Markdown from the results and verdicts of a run.
import { counts } from './bars.mjs';
import { compare, distinct, geometricMean, label, spaced } from './results.mjs';

const shownSize = 16384;

const short = (value) => (value >= 99.5 ? value.toFixed(0) : value.toPrecision(2));
const times = (ratio) => `${ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(ratio >= 0.995 ? 1 : 2)}×`;
const row = (cells) => `| ${cells.join(' | ')} |`;

function text({ kassei, fastest, loop, ratio, loopRatio }) {
  const numbers = [kassei && short(kassei.ns), fastest && `${fastest.peer} ${short(fastest.ns)}`].filter(Boolean);
  const beside = loopRatio && loop !== fastest ? ` (loop: ${times(loopRatio)})` : '';
  return ratio ? `**${times(ratio)}** ${numbers.join(' : ')}${beside}` : numbers.join('');
}

// Over all functions but linear, and their gradients.
function mean(results, n, kind) {
  const [names, modes] = [distinct(results, 'name').filter((name) => name !== 'linear'), distinct(results, 'mode')];
  const ratios = names.flatMap((name) => modes.map((mode) => compare(results, { name, mode, n, kind }).ratio));
  const known = ratios.filter(Boolean);
  return known.length ? times(geometricMean(known)) : '';
}

function steadyTable(results) {
  const [names, modes, sizes] = ['name', 'mode', 'n'].map((key) => distinct(results, key));
  const largest = Math.max(...sizes);
  const hasNative = results.some((r) => r.role === 'native');
  const cell = (name, mode, n) => compare(results, { name, mode, n, kind: 'steady' });
  const native = (name, mode) => {
    const { cell: all, kassei } = cell(name, mode, largest);
    const limit = all.find((r) => r.role === 'native');
    if (!limit) return '';
    return kassei ? `${times(limit.ns / kassei.ns)} ${short(limit.ns)}` : short(limit.ns);
  };
  const header = ['', ...sizes.map(spaced), ...(hasNative ? [`native, ${spaced(largest)}`] : [])];
  const functions = names.flatMap((name) =>
    modes.map((mode) => [
      label(name, mode),
      ...sizes.map((n) => text(cell(name, mode, n))),
      ...(hasNative ? [native(name, mode)] : []),
    ]),
  );
  const means = sizes.map((n) => mean(results, n, 'steady'));
  const copies = sizes.map((n) =>
    cell('linear', 'value', n)
      .cell.filter(({ role }) => role === 'loop' || role === 'copy')
      .map(({ peer, ns }) => `${peer} ${short(ns)}`)
      .join(', '),
  );
  const blank = hasNative ? [''] : [];
  const rows = [header, header.map((_, i) => (i ? '---' : ':---')), ...functions];
  if (means.some(Boolean)) rows.push(['geometric mean', ...means, ...blank]);
  if (copies.some(Boolean)) rows.push(['copy loops', ...copies, ...blank]);
  return rows.map(row);
}

function endToEndTable(results) {
  const [names, modes] = ['name', 'mode'].map((key) => distinct(results, key));
  const header = ['', ...modes];
  const functions = names.map((name) => [
    name,
    ...modes.map((mode) => text(compare(results, { name, mode, n: shownSize, kind: 'endToEnd' }))),
  ]);
  return [header, header.map((_, i) => (i ? '---' : ':---')), ...functions].map(row);
}

// Another program's work on the same cores shows as medians far above the least of their samples.
function disturbance(results) {
  const disturbed = results.filter(({ ns, least }) => ns > 1.25 * least).length;
  return `${Math.round((100 * disturbed) / results.length)} % of the medians are above 1.25 times their minimum`;
}

const legend =
  '**ratio** Kassei : fastest peer, in nanoseconds per element; a ratio above 1 says that Kassei is faster. ' +
  'f′ is the gradient (vector-Jacobian product).';
const partial = 'A partial run: not every function, size and peer.';
const loopNote =
  'linear is compared with an unrolled WebAssembly SIMD loop that copies: 16 numbers a turn; other functions that hardly ' +
  'compute anything stand beside it, too (loop). For gradients it reads as much as they do, out = a · b, because the ' +
  'vector-Jacobian product reads x, for NaN, and upstream.';

function barTable(judged) {
  if (!judged.length) return [];
  const lines = counts(judged).map(([kind, met, of]) => row([kind, met, of]));
  return ['### Bars', '', row(['', 'met', 'of']), row([':---', '---:', '---:']), ...lines, ''];
}

function rowNote(results) {
  const inRows = results.filter(({ shape }) => shape.length > 1);
  if (!inRows.length) return [];
  const shapes = new Set(inRows.map(({ shape }) => shape.map(spaced).join(' × ')));
  const names = distinct(inRows, 'name').join(', ');
  return [`Shapes of ${names}: ${[...shapes].join(', ')}, along the last axis; the numbers are per element of x.`, ''];
}

function slowPeers(leftOut) {
  const limits = leftOut.map(({ name, upTo }) => `${name} up to ${spaced(upTo)}`);
  return limits.length ? `Slow peers are not measured at every size: ${limits.join(', ')} elements.` : '';
}

export function markdown(results, judged, { machine, versions, rounds, complete, leftOut }) {
  const conditions =
    `One thread of ${machine.cpu}, Node ${machine.node}, ${machine.date}; ${versions.join(', ')}. ` +
    `Medians of ${rounds} interleaved rounds; ${disturbance(results)} (the more, the busier the machine was). ` +
    slowPeers(leftOut);
  const steady = results.filter((r) => r.kind === 'steady');
  const endToEnd = results.filter((r) => r.kind === 'endToEnd' && r.n === shownSize);
  const lines = [conditions.trim(), '', ...(complete ? [] : [partial, ''])];
  lines.push(...barTable(judged), legend, '');
  if (steady.length) lines.push('### Steady state: data in the library’s memory', '', ...steadyTable(steady), '');
  lines.push(...rowNote(steady));
  if (steady.some(({ role }) => role === 'loop')) lines.push(loopNote, '');
  if (endToEnd.length) {
    const size = spaced(shownSize);
    lines.push(`### End to end: Float32Array in and out, ${size} elements`, '', ...endToEndTable(endToEnd), '');
  }
  return lines.join('\n');
}

/** The table of a run in browsers: a column for each, the cells of one size, and the means of all. */
export function browserMarkdown(results, { machine, versions, agents, rounds, complete }) {
  const [browsers, names, modes, sizes] = ['browser', 'name', 'mode', 'n'].map((key) => distinct(results, key));
  const n = sizes.includes(shownSize) ? shownSize : Math.max(...sizes);
  const columns = browsers.map((browser) => results.filter((result) => result.browser === browser));
  const header = [`${spaced(n)} elements`, ...browsers];
  const functions = names.flatMap((name) =>
    modes.map((mode) => [
      label(name, mode),
      ...columns.map((own) => text(compare(own, { name, mode, n, kind: 'steady' }))),
    ]),
  );
  const means = Object.entries({ steady: 'geometric mean', endToEnd: 'geometric mean, end to end' }).flatMap(
    ([kind, title]) =>
      sizes.map((size) => [`${title}, ${spaced(size)}`, ...columns.map((own) => mean(own, size, kind))]),
  );
  const conditions =
    `One thread of ${machine.cpu}, ${machine.date}; ${versions.join(', ')}. Medians of ${rounds} interleaved rounds; ` +
    `${disturbance(results)}.`;
  const lines = [conditions, '', ...(complete ? [] : [partial, '']), legend, ''];
  lines.push(...[header, header.map((_, i) => (i ? '---' : ':---')), ...functions, ...means].map(row), '');
  lines.push(...Object.entries(agents).map(([browser, agent]) => `- ${browser}: \`${agent}\``), '');
  return lines.join('\n');
}
