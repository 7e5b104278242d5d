// What tools change, tell and trust.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { synchronous } from '../../tools/lib/glue.mjs';
import { obstacle } from '../../tools/lib/obstacles.mjs';
import { root } from '../../tools/lib/run.mjs';

test("Emscripten's glue becomes synchronous in both known forms, and an unknown one is an error", () => {
  const call = 'return Module["instantiateWasm"](info,receiveInstance)';
  const pinned = `if(Module["instantiateWasm"]){try{${call}}catch(e){reject(e)}}var result=own();return receiveInstance(result[0])`;
  assert.equal(synchronous(`a;${pinned}};b`), `a;${call}};b`);
  const newer = 'return new Promise(resolve=>{instantiateWasm(info,inst=>resolve(receiveInstance(inst)))})';
  assert.equal(
    synchronous(`a;${newer};b`),
    'a;var received;instantiateWasm(info,inst=>{received=receiveInstance(inst)});return received;b',
  );
  assert.throws(
    () => synchronous(newer.replace('inst=>', 'instance=>')),
    /in a way that tools\/lib\/glue\.mjs does not know/,
  );
});

test('obstacles are told with the way out, by the code of an error or in the output of a program', () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write '/a'"), { code: 'ENOSPC' });
  assert.match(obstacle(full), /^ENOSPC: .*'\/a'\nThe disk is full\. Make room/);
  const output = "Traceback:\nOSError: [Errno 30] Read-only file system: '/b'\n";
  assert.match(
    obstacle({ message: 'python ended with 1', output }),
    /^OSError: .*'\/b'\nThe disk is mounted read-only/,
  );
  assert.equal(obstacle(new Error('no test')), undefined);
});

test('workflows name actions by commit, with the version beside it', () => {
  const folder = path.join(root, '.github/workflows');
  for (const name of readdirSync(folder)) {
    const uses = readFileSync(path.join(folder, name), 'utf8').match(/^.*\buses:.*$/gm);
    for (const line of uses) assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, name);
  }
});
