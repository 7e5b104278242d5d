// Tables and verdicts from the results: one entry per function, mode, size, kind and peer.
// What linear is compared with: the plain loop that reads as many arrays and writes one.
const copyLoops = { value: 'v128 loop', gradient: 'v128 loop, two inputs' };
const unrolledLoop = 'v128 loop ×4';
export const verdictSize = 16384;
// Where peers run XNNPACK's SIMD kernels, inexact in the last places, exactness may cost 1.4 times.
const xnnpack = { functions: ['elu', 'tanh', 'sigmoid'], peers: ['tfjs-wasm', 'litert'], bar: 1 / 1.4 };

const spaced = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ' ');
const short = (value) => (value >= 99.5 ? value.toFixed(0) : value.toPrecision(2));
const times = (ratio) => `${ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(ratio >= 0.995 ? 1 : 2)}×`;
const row = (cells) => `| ${cells.join(' | ')} |`;
const label = (name, mode) => (mode === 'value' ? name : `${name}′`);

// What Kassei and its fastest opponent need in one cell; linear's opponent is a copy loop.
function compare(results, { name, mode, n, kind }) {
  const cell = results.filter((r) => r.name === name && r.mode === mode && r.n === n && r.kind === kind);
  const opponents = cell.filter((r) =>
    name === 'linear' ? r.peer === copyLoops[mode] : !r.role && !r.reference && r.peer !== 'kassei',
  );
  const kassei = cell.find((r) => r.peer === 'kassei');
  const fastest = opponents.toSorted((a, b) => a.ns - b.ns)[0];
  const native = cell.find((r) => r.role === 'native');
  const copies = cell.filter((r) => r.role === 'copy').toSorted((a, b) => a.ns - b.ns);
  const ratioTo = (other) => (kassei && other ? other.ns / kassei.ns : undefined);
  const unrolled = ratioTo(copies.find((r) => r.peer === unrolledLoop));
  return { kassei, opponents, fastest, native, copies, ratio: ratioTo(fastest), unrolled };
}

function text({ kassei, fastest, ratio, unrolled }) {
  const numbers = [kassei && short(kassei.ns), fastest && `${fastest.peer} ${short(fastest.ns)}`].filter(Boolean);
  const beside = unrolled ? ` (×4: ${times(unrolled)})` : '';
  return ratio ? `**${times(ratio)}** ${numbers.join(' : ')}${beside}` : numbers.join('');
}

function geometricMean(values) {
  return values.length ? Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length) : undefined;
}

function distinct(results, key) {
  return [...new Set(results.map((result) => result[key]))];
}

function steadyTable(results) {
  const [names, modes, sizes] = ['name', 'mode', 'n'].map((key) => distinct(results, key));
  const largest = Math.max(...sizes);
  const hasNative = results.some((r) => r.role === 'native');
  const cell = (name, mode, n) => compare(results, { name, mode, n, kind: 'steady' });
  const native = (name, mode) => {
    const { native: limit, kassei } = cell(name, mode, largest);
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
  const computed = names.filter((name) => name !== 'linear');
  const means = sizes.map((n) => {
    const ratios = computed.flatMap((name) => modes.map((mode) => cell(name, mode, n).ratio)).filter(Boolean);
    return ratios.length ? times(geometricMean(ratios)) : '';
  });
  const copies = sizes.map((n) =>
    cell('linear', 'value', n)
      .copies.map(({ peer, ns }) => `${peer} ${short(ns)}`)
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
    ...modes.map((mode) => text(compare(results, { name, mode, n: verdictSize, kind: 'endToEnd' }))),
  ]);
  return [header, header.map((_, i) => (i ? '---' : ':---')), ...functions].map(row);
}

function barOf(name, mode, peer) {
  const inexact = mode === 'value' && xnnpack.functions.includes(name) && xnnpack.peers.includes(peer);
  return inexact ? xnnpack.bar : 1;
}

// Kassei's speed over the opponent's in steady state, beside the bar that it must reach: the hardest of all opponents.
export function verdicts(results) {
  return distinct(results, 'name').flatMap((name) =>
    distinct(results, 'mode').flatMap((mode) => {
      const { kassei, opponents, unrolled } = compare(results, { name, mode, n: verdictSize, kind: 'steady' });
      if (!kassei) return [];
      const judged = opponents.map(({ peer, ns, least }) => {
        const [ratio, bar] = [ns / kassei.ns, barOf(name, mode, peer)];
        return { name, mode, ratio, leastRatio: least / kassei.least, unrolled, bar, peer, met: ratio >= bar };
      });
      return judged.toSorted((a, b) => a.ratio / a.bar - b.ratio / b.bar).slice(0, 1);
    }),
  );
}

// The bars and whether they are met, for the terminal.
export function verdictLines(list) {
  const line = ({ name, mode, ratio, leastRatio, unrolled, bar, peer, met }) =>
    `- ${met ? 'met' : '**missed**'}: ${label(name, mode)} ${ratio.toFixed(2)} of ${peer} ` +
    `(bar ${bar.toFixed(2)}; by the quickest rounds ${leastRatio.toFixed(2)}` +
    `${unrolled ? `; ${unrolled.toFixed(2)} of ${unrolledLoop}` : ''})`;
  const met = list.filter((verdict) => verdict.met).length;
  const title = `${met} of ${list.length} bars met in steady state, ${spaced(verdictSize)} elements:`;
  const missedFirst = list.toSorted((a, b) => a.met - b.met);
  return list.length ? [title, '', ...missedFirst.map(line), ''] : [];
}

// Another program's work on the same cores shows as medians far above the least of their samples.
function disturbance(results) {
  const disturbed = results.filter(({ ns, least }) => ns > 1.25 * least).length;
  return `${Math.round((100 * disturbed) / results.length)} % of the medians are above 1.25 times their minimum`;
}

const legend =
  '**ratio** Kassei : fastest peer, in nanoseconds per element; a ratio above 1 says that Kassei is faster. ' +
  'f′ is the gradient (vector-Jacobian product).';
const linearNote =
  `linear is compared with a plain WebAssembly SIMD copy loop (${copyLoops.value}: one load and one store of four ` +
  `numbers a turn; ×4: the same unrolled four times), linear′ with a loop that reads as much as it does ` +
  `(${copyLoops.gradient}: out = a · b), because the vector-Jacobian product reads x, for NaN, and upstream.`;

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

export function markdown(results, { machine, versions, rounds, complete, leftOut }) {
  const conditions =
    `One thread of ${machine.cpu}, Node ${machine.node}, ${machine.date}; ${versions.join(', ')}. ` +
    `Medians of ${rounds} interleaved rounds; ${disturbance(results)} (the more, the busier the machine was). ` +
    slowPeers(leftOut);
  const steady = results.filter((r) => r.kind === 'steady');
  const endToEnd = results.filter((r) => r.kind === 'endToEnd' && r.n === verdictSize);
  const lines = [conditions.trim(), '', ...(complete ? [] : ['A partial run: not every function, size and peer.', ''])];
  lines.push(legend, '');
  if (steady.length) lines.push('### Steady state: data in the library’s memory', '', ...steadyTable(steady), '');
  lines.push(...rowNote(steady));
  if (steady.some((r) => r.name === 'linear')) lines.push(linearNote, '');
  if (endToEnd.length) {
    const size = spaced(verdictSize);
    lines.push(`### End to end: Float32Array in and out, ${size} elements`, '', ...endToEndTable(endToEnd), '');
  }
  return lines.join('\n');
}
