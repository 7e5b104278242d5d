import { parseArgs } from 'node:util';

const usage = `Measures Kassei beside other libraries: npm run bench -- [options]

  --quick             16 384 elements only, fewer rounds, without native code: under two minutes
  --functions a,b     only these functions
  --sizes 16,1000     only these numbers of elements
  --peers a,b         only these peers (and Kassei)
  --json FILE         write the results to FILE, too
  --help

Control-C ends the run and prints what is there.`;

function list(text, name, known) {
  const items = text.split(',').map((item) => item.trim());
  const wrong = items.find((item) => !known.includes(item));
  if (wrong !== undefined) throw new RangeError(`--${name}: "${wrong}" is none of ${known.join(', ')}`);
  return items;
}

function parse(args, { names, peers }) {
  const boolean = { type: 'boolean', default: false };
  const string = { type: 'string' };
  const { values } = parseArgs({
    args,
    options: { quick: boolean, help: boolean, functions: string, sizes: string, peers: string, json: string },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const sizes = values.sizes?.split(',').map(Number) ?? (values.quick ? [16384] : [16, 1000, 16384, 1_000_000]);
  if (!sizes.every((n) => Number.isSafeInteger(n) && n > 0)) throw new RangeError('--sizes: whole numbers above 0');
  const everyPeer = peers.filter(({ role }) => !values.quick || role !== 'native').map(({ name }) => name);
  const chosen = values.peers
    ? [
        'kassei',
        ...list(
          values.peers,
          'peers',
          peers.map(({ name }) => name),
        ),
      ]
    : everyPeer;
  return {
    sizes,
    names: values.functions ? list(values.functions, 'functions', names) : names,
    peers: peers.filter(({ name }) => chosen.includes(name)),
    json: values.json,
    ...(values.quick ? { rounds: 5, warmUpMilliseconds: 10 } : { rounds: 15, warmUpMilliseconds: 80 }),
    whole: !values.quick && !values.functions && !values.sizes && !values.peers,
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
