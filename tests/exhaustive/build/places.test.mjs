// Builds where the path is awkward, where nothing may be written, and where there is no room.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { build, checkout, start } from './checkout.mjs';

const shell = (value) => `'${value.replaceAll("'", "'\\''")}'`;
const STACK = /^\s+at .*:\d+:\d+\)?$/m;

/** Fails with a message for people: the file, and the way out. */
function assertTold({ output }, code, ...patterns) {
  assert.equal(code, 1, output);
  for (const pattern of patterns) assert.match(output, pattern);
  assert.doesNotMatch(output, STACK);
}

test('a path with a space, quotes, Japanese letters and other signs, by itself and by a link', async (t) => {
  const folder = checkout(t, "it's a 活性 $place, 1 & `more`");
  const built = await build(folder);
  assert.equal(await built.ended, 0, built.output);
  assert.ok(existsSync(path.join(folder, 'build/page/index.html')));
  const tests = ['tests/house/rooms.test.mjs', 'tests/house/render.test.mjs', 'tests/package/load/wasm.test.mjs'];
  execFileSync(process.execPath, ['--test', ...tests], { cwd: folder, env: { ...process.env, NODE_TEST_CONTEXT: '' } });
  const link = path.join(folder, '../link');
  symlinkSync(folder, link, 'junction');
  const linked = await start(link, process.execPath, path.join(link, 'tools/commands/build.mjs'));
  assert.equal(await linked.ended, 0, linked.output);
  assert.match(linked.output, /Emscripten/, 'it did something');
  assert.doesNotMatch(linked.output, /Building/, 'all was fresh');
});

for (const sign of process.platform === 'win32' ? ';%#([{' : ';%#([{"?*:') {
  test(`a path with ${sign}, which tools cannot bear, is refused at the start`, async (t) => {
    const built = await build(checkout(t, `a${sign}b`));
    assertTold(built, await built.ended, /the character/, /Move or rename the folder/);
    assert.doesNotMatch(built.output, /Building/);
  });
}

test('an output folder that is a link is refused at the start', async (t) => {
  const folder = checkout(t);
  mkdirSync(path.join(folder, '../elsewhere'));
  symlinkSync(path.join(folder, '../elsewhere'), path.join(folder, 'build'), 'junction');
  const built = await build(folder);
  assertTold(built, await built.ended, /build is a link/, /Remove the link/);
});

const namespace = ['--mount', '--map-root-user'];
const mayMount = spawnSync('unshare', [...namespace, 'true']).status === 0;

/** Builds where a command has mounted something, which is gone afterwards; then another command prints. */
async function buildWith(mount, folder, after = 'true') {
  const command = `${mount} && { ${shell(process.execPath)} tools/commands/build.mjs; code=$?; ${after}; exit $code; }`;
  const built = await start(folder, 'unshare', ...namespace, 'sh', '-c', command);
  return [built, await built.ended];
}

const here = { skip: !mayMount && 'nothing can be mounted here (unshare is missing or forbidden)' };

const readOnly = (place) => {
  const quoted = shell(place);
  return `mount -o bind ${quoted} ${quoted} && mount -o remount,bind,ro ${quoted}`;
};

test('a read-only checkout', here, async (t) => {
  const folder = checkout(t);
  const [built, code] = await buildWith(`${readOnly(folder)} && cd ${shell(folder)}`, folder);
  assertTold(built, code, /EROFS.*kassei'/, /mounted read-only\. Copy the checkout/);
});

test('a read-only output', here, async (t) => {
  const folder = checkout(t);
  const output = path.join(folder, 'build/describe');
  mkdirSync(output, { recursive: true });
  const [built, code] = await buildWith(readOnly(output), folder);
  assertTold(built, code, /Describing the activations failed: EROFS.*build\/describe/, /mounted read-only/);
});

test('a full disk under build/', here, async (t) => {
  const folder = checkout(t);
  mkdirSync(path.join(folder, 'build'));
  const stamp = 'cat build/activations.json.stamp';
  const [built, code] = await buildWith('mount -t tmpfs -o size=1m none build', folder, stamp);
  assertTold(built, code, /no space left on device/i, /The disk is full\. Make room/);
  assert.doesNotMatch(built.output, /^[0-9a-f]{128}$/m, 'nothing unfinished is stamped');
});

test('a folder of somebody else', { skip: process.platform === 'win32' && 'there are no such rights' }, async (t) => {
  const folder = checkout(t);
  mkdirSync(path.join(folder, 'build'), { mode: 0o555 });
  for (const one of [folder, path.dirname(folder)]) execFileSync('chmod', ['a+rx', one]);
  // Root may write everywhere.
  const demoted = process.getuid() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups'] : ['env'];
  const built = await start(folder, ...demoted, process.execPath, 'tools/commands/build.mjs');
  assertTold(built, await built.ended, /EACCES.*build/, /You may not write there\. Take over the checkout/);
});
