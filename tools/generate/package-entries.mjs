// The modules that the package exports, as package.json lists them.
import { readFileSync } from 'node:fs';

const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export const entries = Object.entries(exports)
  .filter(([, target]) => target.default)
  .map(
    ([
      path,
      {
        default: { types },
      },
    ]) => {
      const file = types.match(/(\w+)\.d\.ts$/)[1];
      return { name: path.replace('.', 'kassei'), file, source: `src/js/entries/${file}.ts` };
    },
  );
