// What is in the package: SIMD in every kernel, nothing of the engine's Math, no code made from text.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { load } from 'kassei';

const dist = new URL('../../dist/', import.meta.url);
const bytes = await readFile(new URL('kassei.wasm', dist));

test('the wasm imports the binding and the memory only', async () => {
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(bytes));
  assert.ok(imports.length > 0 && imports.length < 20);
  for (const { kind } of imports) assert.equal(kind, 'function');
  const glue = await readFile(new URL('../../build/wasm/kassei.mjs', import.meta.url), 'utf8');
  const [, table] = /wasmImports\s*=\s*{([^}]*)}/.exec(glue);
  for (const name of table.split(',').map((entry) => entry.split(':')[1].trim())) {
    assert.match(name, /^_+(embind_register_\w+|emscripten_(memcpy_js|resize_heap)|emval_\w+|abort_js)$/);
  }
});

test('no code is made from text', async () => {
  for (const file of ['index.js', 'catalogue.js']) {
    const found = (await readFile(new URL(file, dist), 'utf8')).match(/.{0,20}(\beval\s*\(|\bFunction\s*\().{0,20}/);
    assert.equal(found, null, found?.[0]);
  }
});

/** Reads an unsigned LEB128 number. */
function reader(data) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = data[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  return { number, seek: (to) => (at = to), position: () => at };
}

/** The bodies of the module's functions. */
function bodies() {
  const { number, seek, position } = reader(bytes);
  const found = [];
  seek(8);
  while (position() < bytes.length) {
    const section = number();
    const end = number() + position();
    if (section === 10) {
      for (let count = number(); count > 0; count--) {
        const size = number();
        found.push(bytes.subarray(position(), position() + size));
        seek(position() + size);
      }
    }
    seek(end);
  }
  return found;
}

test('there is a function with a loop over vectors for each value and gradient', async () => {
  const { activations } = await load();
  const LOOP = 0x03;
  const SIMD = 0xfd;
  const LOADS = [0x00, 0x5d];
  const STORE = 0x0b;
  const has = (body, opcode) => body.some((byte, i) => byte === SIMD && body[i + 1] === opcode);
  const vector = bodies().filter(
    (body) => body.includes(LOOP) && LOADS.some((load) => has(body, load)) && has(body, STORE),
  );
  assert.ok(vector.length >= 2 * activations.length, `${vector.length} functions with vector loops`);
});
