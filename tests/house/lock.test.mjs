// Two processes of one checkout: the second waits, says for whom, and goes on however the first ends.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { lockAt } from '../../tools/lib/lock.mjs';
import { root } from '../../tools/lib/run.mjs';

const name = `kassei-test-${process.pid}`;
/** A socket without a file where there are such, and one with a file, as macOS has it. */
const addresses =
  process.platform === 'win32'
    ? { pipe: `\\\\.\\pipe\\${name}` }
    : {
        ...(process.platform === 'linux' ? { abstract: `\0${name}` } : {}),
        file: path.join(tmpdir(), name),
      };

/** A process that takes the lock, says so, and ends when it is told to. */
async function holder(address, t) {
  const code = `import { lockAt } from './tools/lib/lock.mjs';
    await lockAt(${JSON.stringify(address)})(async () => {
      console.log('has it');
      await new Promise((resolve) => process.stdin.once('data', resolve));
    });
    process.exit();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    env: { ...process.env, npm_lifecycle_event: 'build' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  child.printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    child.printed += text;
  });
  child.says = async (pattern) => {
    while (!pattern.test(child.printed)) await once(child.stdout, 'data');
  };
  return child;
}

for (const [kind, address] of Object.entries(addresses)) {
  for (const [ending, end] of [
    ['has done its work', (child) => child.stdin.write('end\n')],
    ['is killed', (child) => child.kill('SIGKILL')],
  ]) {
    test(`${kind}: the second waits until the first ${ending}`, { timeout: 60_000 }, async (t) => {
      const first = await holder(address, t);
      await first.says(/has it/);
      const second = await holder(address, t);
      await second.says(/waiting/);
      assert.match(second.printed, new RegExp(`npm run build \\(process ${first.pid}\\) is at work in this checkout`));
      assert.doesNotMatch(second.printed, /has it/);
      end(first);
      await second.says(/has it/);
      second.stdin.write('end\n');
      await once(second, 'exit');
    });
  }

  test(`${kind}: works of one process go side by side, also after a failure`, async () => {
    const locked = lockAt(address);
    let arrived = 0;
    const meet = async () => {
      arrived++;
      while (arrived < 2) await new Promise(setImmediate);
    };
    await Promise.all([locked(meet), locked(meet)]);
    await assert.rejects(
      locked(() => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal(await locked(() => 'again'), 'again');
  });
}
