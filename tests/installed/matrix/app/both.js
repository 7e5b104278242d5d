import { load } from 'kassei';
import { load as loadJavaScript } from 'kassei/js';
import { compute } from './program.js';

/** What each entry computes here, and why where it does not. */
export async function computeBoth() {
  const answer = (load) =>
    load()
      .then(compute)
      .catch((error) => ({ error: error.stack }));
  return { kassei: await answer(load), 'kassei/js': await answer(loadJavaScript) };
}
