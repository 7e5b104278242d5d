import { parseArgs } from 'node:util';

const usage = `Measures Kassei beside other libraries: npm run bench -- [options] (10 minutes)

  --quick             16 384 elements only, fewer rounds, without native code: under two minutes
  --functions a,b     only these functions
  --sizes 16,1000     only these numbers of elements
  --peers a,b         only these peers (and Kassei)
  --json FILE         write the results to FILE, too
  --browsers          instead: Kassei, plain JavaScript and TensorFlow.js in Chromium, Firefox and WebKit (8 minutes)
  --calls             instead: softmax along other rows and axes, start-up in Node and Chromium, garbage (20 seconds)
  --native            instead: the wasm beside the same source compiled by clang++, SSE4.1 and AVX2 with FMA (2 minutes)
  --help

Control-C ends the run and prints what is there.`;

const settings = {
  table: {
    whole: { sizes: [16, 1000, 16384, 1_000_000], rounds: 15, warmUpMilliseconds: 80 },
    quick: { sizes: [16384], rounds: 5, warmUpMilliseconds: 10 },
  },
  browsers: {
    whole: { sizes: [1000, 16384, 1_000_000], rounds: 7, warmUpMilliseconds: 40 },
    quick: { sizes: [16384], rounds: 3, warmUpMilliseconds: 10 },
  },
  calls: { whole: { rounds: 15 }, quick: { rounds: 5 } },
  native: { whole: { rounds: 7 }, quick: { rounds: 3 } },
};

const forms = ['browsers', 'calls', 'native'];

function list(text, name, known) {
  const items = text.split(',').map((item) => item.trim());
  const wrong = items.find((item) => !known.includes(item));
  if (wrong !== undefined) throw new RangeError(`--${name}: "${wrong}" is none of ${known.join(', ')}`);
  return items;
}

function sizesOf(text) {
  const sizes = text.split(',').map(Number);
  if (!sizes.every((n) => Number.isSafeInteger(n) && n > 0)) throw new RangeError('--sizes: whole numbers above 0');
  return sizes;
}

function chosenPeers(text, all, quick) {
  if (!text) return all.filter(({ role }) => !quick || role !== 'native');
  const known = all.map(({ name }) => name);
  const chosen = ['kassei', ...list(text, 'peers', known)];
  return all.filter(({ name }) => chosen.includes(name));
}

function parse(args, { names, peers, everywhere }) {
  const boolean = { type: 'boolean', default: false };
  const string = { type: 'string' };
  const selections = { functions: string, sizes: string, peers: string };
  const { values } = parseArgs({
    args,
    options: {
      ...selections,
      quick: boolean,
      help: boolean,
      ...Object.fromEntries(forms.map((form) => [form, boolean])),
      json: string,
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const chosen = forms.filter((form) => values[form]);
  if (chosen.length > 1) throw new RangeError(`--${chosen.join(' and --')} are ${chosen.length} runs`);
  const [form = 'table'] = chosen;
  const selected = Object.keys(selections).filter((name) => values[name] !== undefined);
  if (['calls', 'native'].includes(form) && selected.length)
    throw new RangeError(`--${selected[0]} is not for --${form}`);
  const { quick, whole } = settings[form];
  return {
    form,
    ...(values.quick ? quick : whole),
    ...(values.sizes && { sizes: sizesOf(values.sizes) }),
    names: values.functions ? list(values.functions, 'functions', names) : names,
    peers: chosenPeers(values.peers, values.browsers ? everywhere : peers, values.quick),
    json: values.json,
    whole: !values.quick && !selected.length,
  };
}

export function readOptions(args, known) {
  try {
    return parse(args, known);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}
