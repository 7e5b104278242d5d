// npm run fuzz: random calls, natively under sanitizers and of the wasm with assertions, both for as long as is said.
import { parseArgs } from 'node:util';
import { cmake } from '../lib/cmake.mjs';
import { Failure, isStarted, main, step } from '../lib/run.mjs';
import { emscripten } from '../setup/emscripten.mjs';
import { setup } from '../setup/setup.mjs';
import { build } from './build.mjs';

/** The two programs. A seed that one of them names is given to it alone. */
export const fuzzCommands = (seconds, seed) => {
  const options = ['--seconds', String(seconds), ...(seed === undefined ? [] : ['--seed', seed])];
  return {
    native: ['build/native-sanitize/tests/kassei_fuzz', ...options],
    wasm: [process.execPath, 'tests/exhaustive/fuzz/fuzz.mjs', ...options],
  };
};

async function buildAll() {
  await build({ page: false });
  const { env } = await emscripten();
  await step('Building with sanitizers and assertions', async (run) => {
    await cmake(run, 'native-sanitize', { target: 'kassei_fuzz' });
    await cmake(run, 'wasm-debug', { env });
  });
}

if (isStarted(import.meta.url)) {
  main(async () => {
    const string = { type: 'string' };
    const { values } = parseArgs({ options: { seconds: { ...string, default: '60' }, seed: string, only: string } });
    for (const name of ['seconds', 'seed']) {
      if (!/^\d+(\.\d+)?$/.test(values[name] ?? '0'))
        throw new Failure(`--${name} must be a number, got "${values[name]}"`);
    }
    if (!['native', 'wasm', undefined].includes(values.only)) {
      throw new Failure(`--only must be native or wasm, got "${values.only}"`);
    }
    await setup({ native: true });
    await buildAll();
    const chosen = Object.entries(fuzzCommands(values.seconds, values.seed)).filter(
      ([title]) => title === (values.only ?? title),
    );
    await Promise.all(
      chosen.map(async ([title, command]) => {
        console.log((await step(`Random calls, ${title}`, command)).trim());
      }),
    );
  });
}
