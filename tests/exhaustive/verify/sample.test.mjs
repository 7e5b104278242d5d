// A sample of `npm run verify`: every STRIDE-th of all inputs, so that each power of two is met alike.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from 'kassei';
import { judge } from './checker.mjs';
import { apply, fill, SAMPLE, spread, subjects } from './inputs.mjs';
import { readRecord } from './record.mjs';

const stride = Number(process.env.STRIDE ?? SAMPLE);
const range = spread(stride);
const x = fill(new Float32Array(range.count), range);
const kassei = await load();
const { functions } = readRecord();

for (const subject of subjects) {
  const { name, mode, bound } = subject;
  test(`${name}: each ${mode} is within ${bound} ulp`, () => {
    const judgement = JSON.parse(judge(subject, range, apply(kassei, subject, x)));
    assert.ok(bound < 1);
    assert.ok(judgement.worst <= bound, `${judgement.worst} ulp at the bit pattern ${judgement.at}`);
    assert.equal(judgement.wrong + judgement.lostNan + judgement.lostSign, 0);
    assert.ok(judgement.count > 0.99 * range.count);
    const recorded = functions[name]?.[mode]?.kassei;
    assert.ok(recorded, 'docs/measurements/accuracy.json has no record: npm run verify');
    assert.ok(
      judgement.worst <= recorded.worst * (1 + 1e-3),
      'more than the largest in docs/measurements/accuracy.json',
    );
    if (stride === SAMPLE) {
      assert.equal(judgement.hash, recorded.sample, 'docs/measurements/accuracy.json is of other bits: npm run verify');
    }
  });
}
