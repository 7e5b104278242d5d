import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('npm start prints an address, serves both languages there and ends when told', async (t) => {
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], detached: true };
  const child = spawn('npm', ['start', '--', '--port', '8123'], options);
  const closed = once(child, 'close');
  t.after(() => child.stdout.closed || process.kill(-child.pid, 'SIGKILL'));
  let address;
  for await (const line of createInterface(child.stdout)) {
    address = /http:\/\/127\.0\.0\.1:\d+\//.exec(line)?.[0];
    if (address) break;
  }
  assert.ok(address, 'it ended without an address');
  for (const [page, language] of [
    ['', 'ja'],
    ['en/', 'en'],
  ]) {
    const response = await fetch(address + page);
    assert.equal(response.status, 200);
    assert.match(await response.text(), new RegExp(`<html lang="?${language}"?`));
  }
  process.kill(-child.pid, 'SIGINT');
  child.stdout.resume();
  await closed;
  await assert.rejects(fetch(address));
});
