// A browser that is sent from page to page by what the server answers it (page/run.mjs).
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before } from 'node:test';
import { WAIT } from '../../tools/lib/deadlines.mjs';
import { open } from './browsers.mjs';
import { serve } from './server.mjs';
import { faults } from './texts.mjs';

let receive;
let server;
before(async () => {
  server = await serve({
    script: '/tests/engines/page/run.mjs',
    first: '/tests/engines/page/first.js',
    headers: {},
    receive: (result) => receive(result),
  });
});
after(() => server.close());

/**
 * Opens a browser and hands to `work` a function that has a page do a task and gives what it found; fails on any console
 * message, any error, any file that was not there, and any text that is not of the page's language.
 */
export async function session(browser, signal, work) {
  let answer;
  let settle;
  const posted = () =>
    new Promise((resolve) => {
      settle = resolve;
    });
  receive = (result) =>
    new Promise((resolve) => {
      answer = resolve;
      settle(result);
    });
  async function visit(address, task) {
    const next = posted();
    answer({ address: new URL(address, `${server.address}build/page/`).href, task });
    const patience = AbortSignal.timeout(10 * WAIT);
    const late = once(patience, 'abort').then(() => assert.fail(`${address} has not done ${task} in time`));
    const { error, still, complaints, said, found } = await Promise.race([next, late]);
    const missing = server.missing.splice(0).map((file) => `${file} is not there`);
    assert.deepEqual([...complaints, ...missing], [], `${address} complained`);
    assert.deepEqual(faults(said), [], `${address} says what it should not`);
    assert.equal(error, undefined);
    assert.equal(still, false);
    return found;
  }
  const started = posted();
  const finished = started.then(({ agent }) => {
    assert.match(agent, browser.agent);
    return work(visit);
  });
  await open(browser, server.address, finished, signal);
}
