// Content of the wasm: SIMD in every kernel, nothing of the engine's Math, no code made from text.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { catalogue } from 'kassei/catalogue';

const dist = new URL('../../../dist/', import.meta.url);
const bytes = await readFile(new URL('kassei.wasm', dist));

test('the wasm imports the binding and the memory only', async () => {
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(bytes));
  assert.ok(imports.length > 0 && imports.length < 20);
  for (const { kind } of imports) assert.equal(kind, 'function');
  const glue = await readFile(new URL('../../../build/wasm/kassei.mjs', import.meta.url), 'utf8');
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

const LOOP = 0x03;
const CALL = 0x10;
const SIMD = 0xfd00;
const isCall = (opcode) => opcode >= 0x10 && opcode <= 0x13;
const isLoad = (opcode) => [0x00, 0x5d].includes(opcode - SIMD); // v128.load, v128.load64_zero
const isStore = (opcode) => opcode === SIMD + 0x0b;
const isScalarArithmetic = (opcode) => opcode >= 0x8b && opcode <= 0xa6;

/** How many LEB128 numbers and single bytes follow an opcode; those of 0xfc and 0xfd come with their second part. */
function immediates(opcode) {
  const simd = opcode - SIMD;
  if (simd >= 0) {
    if (simd <= 11 || simd === 92 || simd === 93) return { numbers: 2 };
    if (simd <= 13) return { bytes: 16 };
    if (simd >= 21 && simd <= 34) return { bytes: 1 };
    return simd >= 84 && simd <= 91 ? { numbers: 2, bytes: 1 } : {};
  }
  if (opcode >= 0xfc00) return { numbers: [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1][opcode - 0xfc00] };
  if (opcode === 0x43) return { bytes: 4 };
  if (opcode === 0x44) return { bytes: 8 };
  if (opcode === 0x11 || opcode === 0x13 || (opcode >= 0x28 && opcode <= 0x3e)) return { numbers: 2 };
  const one = [2, 3, 4, 0x0c, 0x0d, 0x0e, 0x10, 0x12, 0x3f, 0x40, 0x41, 0x42, 0xd0, 0xd2];
  if (one.includes(opcode) || (opcode >= 0x20 && opcode <= 0x26)) return { numbers: 1 };
  const none = [0, 1, 5, 0x0b, 0x0f, 0x1a, 0x1b, 0x1c, 0xd1].includes(opcode) || (opcode >= 0x45 && opcode <= 0xc4);
  assert.ok(none, `unknown opcode 0x${opcode.toString(16)}`);
  return {};
}

/** The table's function indices, and for every function its innermost loops' instructions. */
function decode() {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const list = (read) => Array.from({ length: number() }, read);

  function body() {
    const end = number() + at;
    const loops = [];
    const calls = [];
    list(() => [number(), at++]); // the local variables
    for (const blocks = [{}]; blocks.length; ) {
      let opcode = bytes[at++];
      if (opcode >= 0xfc) opcode = opcode * 256 + number();
      const loop = blocks.findLast(({ instructions }) => instructions);
      loop?.instructions.push(opcode);
      if (opcode === LOOP) {
        if (loop) loop.innermost = false;
        blocks.push({ instructions: [], innermost: true });
      } else if (opcode === 0x02 || opcode === 0x04) {
        blocks.push({});
      } else if (opcode === 0x0b) {
        const { instructions, innermost } = blocks.pop();
        if (innermost) loops.push(instructions);
      }
      if (opcode === 0x0e || opcode === 0x1c) list(number); // br_table, select of a type
      const { numbers = 0, bytes: skipped = 0 } = immediates(opcode);
      if (opcode === CALL) calls.push(number());
      else for (let i = 0; i < numbers; i++) number();
      at += skipped;
    }
    assert.equal(at, end, 'the decoder lost its way');
    return { loops, calls };
  }

  function element() {
    const [kind, opcode] = [number(), number()];
    assert.deepEqual([kind, opcode], [0, 0x41], 'an element segment of another kind');
    number();
    at++; // the end of the offset's expression
    return list(number);
  }

  const found = { table: [], functions: [] };
  while (at < bytes.length) {
    const section = bytes[at++];
    const end = number() + at;
    if (section === 9) found.table = list(element).flat();
    if (section === 10) found.functions = list(body);
    at = end;
  }
  return found;
}

test('every kernel is loops over vectors with no scalar arithmetic, and no call but for the ends of rows', async () => {
  const imported = WebAssembly.Module.imports(await WebAssembly.compile(bytes)).length;
  const { table, functions } = decode();
  const functionAt = (index) => functions[index - imported];
  // A kernel may have its loops in a function that it alone calls. Kernels with the same code, such as the gradients of
  // threshold and thresholded_relu, stand in the table twice.
  const entries = table.filter((index) => index >= imported);
  const called = entries
    .flatMap((index) => functionAt(index).calls)
    .filter((index) => index >= imported && !entries.includes(index));
  const kernels = [...entries, ...new Set(called)]
    .map((index) =>
      functionAt(index).loops.filter((loop) => loop.some(isLoad) && loop.some((c) => isStore(c) || isCall(c))),
    )
    .filter((loops) => loops.length > 0);
  const calling = kernels.filter((loops) => loops.some((loop) => loop.some(isCall)));
  const count = (kind) => catalogue.filter((entry) => entry.kind === kind).length;
  // quick_gelu runs silu's kernels; channels have value, gradient and the sums for the slopes; and there are the loop that
  // puts given slopes at kinks, those that turn short rows into columns and back, those of float16, those of powers at a
  // temperature, of softmax and of their sum, and that of halved rows.
  const elementwise = 2 * (count('elementwise') - 1) + 1;
  assert.equal(kernels.length, elementwise + 2 * count('rowwise') + 3 * count('channelwise') + 7);
  assert.ok(kernels.length - calling.length >= elementwise);
  for (const loop of kernels.flat()) assert.equal(loop.filter(isScalarArithmetic).length, 0);
});
