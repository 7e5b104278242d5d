// The page without a network, after one visit; and that no visitor is held on an old version of it.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serve } from '../server.mjs';
import { enter, eventually, visit } from '../site.mjs';

const folder = await mkdtemp(path.join(tmpdir(), 'kassei-page-'));
await cp(fileURLToPath(new URL('../../../build/page', import.meta.url)), folder, { recursive: true });
let server = await serve(folder);

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** The server has gone for the time that `meanwhile` takes, and comes back with what is in the folder then. */
async function without(meanwhile) {
  const { port } = server;
  await server.close();
  await meanwhile();
  server = await serve(folder, { port });
}

const edit = async (file, change) =>
  writeFile(path.join(folder, file), change(await readFile(path.join(folder, file), 'utf8')));

/** Until the worker that this visit has installed is at work. */
const settled = (page) =>
  eventually(page, async () => (await navigator.serviceWorker.ready).active.state === 'activated');

const cacheNames = (page) => page.evaluate(() => caches.keys());

async function assertWhole(page) {
  await enter(page, 'elu');
  await page.locator('#elu .errors img').evaluate((image) => {
    image.loading = 'eager';
    return image.decode();
  });
  await page.locator('nav a[href="compare.html"]').click();
  await page.locator('#speed button:enabled').click();
  await page.waitForFunction(() => document.querySelector('#speed progress').value >= 1);
  await page.goBack();
  await page.locator('#elu').waitFor({ state: 'attached' });
}

test('after one visit everything is there without a network', (t) =>
  visit(
    '',
    async (page) => {
      await settled(page);
      await without(async () => {
        await t.test('this page, with another query, its pictures and what it loads late', async () => {
          await page.goto(`${server.address}?from=elsewhere#elu`);
          await assertWhole(page);
        });
        await t.test('the other language, from a link', async () => {
          await page.locator('.masthead .other').click();
          await page.locator('html[lang=en]').waitFor();
          await assertWhole(page);
        });
        await t.test('addresses that a server would lead on', async () => {
          for (const address of ['en', 'en/index.html']) {
            await page.goto(server.address + address);
            await page.locator('html[lang=en]').waitFor();
          }
        });
        await t.test('every file that was built', async () => {
          const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
            .filter((entry) => entry.isFile())
            .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
            .filter((file) => !/^(sw\.js|icon-.*|docs\/accuracy\.json|screenshot\.png)$/.test(file));
          assert.ok(files.length > 40);
          const missing = await page.evaluate(
            async ({ files, address }) => {
              const there = async (file) => (await fetch(address + file).catch(() => undefined))?.ok;
              const found = await Promise.all(files.map(there));
              return files.filter((_, i) => !found[i]);
            },
            { files, address: server.address },
          );
          assert.deepEqual(missing, []);
        });
      });
    },
    { worker: true, at: server.address },
  ));

test('a new version is shown at once, and takes the old one’s place when its pages are closed', (t) =>
  visit(
    '',
    async (page) => {
      await settled(page);
      const [old] = await cacheNames(page);
      await without(async () => {
        await edit('index.html', (html) => html.replace(/(?<=<h1>).*?(?=<.h1>)/, 'New'));
        await edit('sw.js', (worker) => worker.replace(/(?<=VERSION = ")/, 'new-'));
      });
      await t.test('online', async () => {
        await page.reload();
        assert.equal(await page.locator('h1').textContent(), 'New');
      });
      await t.test('the old files stay while a page may still ask for them', async () => {
        await eventually(page, async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));
        assert.ok((await cacheNames(page)).includes(old));
      });
      await t.test('then only the new ones are kept', async () => {
        // A page of the same origin that is outside the site sees the caches, and is no page of either version. Opened
        // while the old version goes, a page of the site would be one more of the old, or wait for it in vain.
        const next = await page.context().newPage();
        await next.goto(new URL('/', server.address).href);
        await page.close();
        await eventually(next, async () => (await caches.keys()).length === 1);
        assert.deepEqual(await cacheNames(next), [old.replace(/(?=\S+$)/, 'new-')]);
        await without(() => next.goto(server.address));
        assert.equal(await next.locator('h1').textContent(), 'New');
      });
    },
    { worker: true, at: server.address },
  ));
