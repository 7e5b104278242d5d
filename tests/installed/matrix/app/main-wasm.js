import { load, loadSync } from 'kassei';
import { compute } from './program.js';
import { show } from './show.js';

async function all() {
  const url = new URL('./node_modules/kassei/dist/kassei.wasm', import.meta.url);
  const response = await fetch(url);
  const bytes = await response.clone().arrayBuffer();
  const module = await WebAssembly.compile(bytes);
  const sources = { string: url.href, url, response, bytes, module };
  const results = { 'loadSync of bytes': compute(loadSync(bytes)), 'loadSync of a module': compute(loadSync(module)) };
  for (const [name, wasm] of Object.entries(sources)) results[name] = compute(await load({ wasm }));
  return results;
}

show(all());
