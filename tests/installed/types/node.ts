// Compiled with Node's types and without those of browsers, and run: `using`, and the wasm from a file.
import { readFile } from 'node:fs/promises';
import { load, loadSync } from 'kassei';

const bytes = await readFile(new URL(import.meta.resolve('kassei/kassei.wasm')));
loadSync(bytes);
const k = await load({ wasm: bytes });

function first() {
  using a = k.allocate(3);
  a.view.fill(-1);
  return { a, value: k.relu(a, { out: a }).view[0] };
}

const { a, value } = first();
let message = 'not freed';
try {
  a.view;
} catch (error) {
  message = String(error);
}
console.log(value, message);
