// Chromium, and folders served to it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { WAIT } from '../../../tools/lib/deadlines.mjs';
import { chromium as executable } from '../../../tools/setup/programs.mjs';
import { newContext } from '../../page/chromium.mjs';
import { assertQuiet } from './project.mjs';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Runs a server, a command for each port, while `use` runs with its address; what it says must be quiet. */
export async function whileServing(run, command, options, use) {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const ending = new AbortController();
  const serving = run(command(port), { ...options, signal: ending.signal }).catch((error) => {
    if (!ending.signal.aborted) throw error;
    return error.output;
  });
  const address = `http://127.0.0.1:${port}/`;
  const answers = async () => {
    while (!(await fetch(address).catch(() => undefined))) await setTimeout(100, undefined, { signal: ending.signal });
    return await use(address);
  };
  let result;
  try {
    result = await Promise.race([answers(), serving.then((output) => assert.fail(`the server ended: ${output}`))]);
  } finally {
    ending.abort();
  }
  assertQuiet(await serving);
  return result;
}

/** The strictest policy under which a page's scripts run, with the hashes of the inline ones: import maps, Parcel's too. */
async function policy(folder, wasm) {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  const inline = [...html.matchAll(/<script[^>]*>([\s\S]+?)<\/script>/g)].map(([, text]) => text);
  const hashes = inline.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return ["default-src 'none'; script-src 'self'", ...(wasm ? ["'wasm-unsafe-eval'"] : []), ...hashes].join(' ');
}

/** Serves a folder's files as they are while `use` runs with their address. `fetching` lets the page fetch. */
export async function serve(folder, use, { wasm = true, fetching = false } = {}) {
  const csp = (await policy(folder, wasm)) + (fetching ? "; connect-src 'self'" : '');
  const headers = { 'Content-Security-Policy': csp };
  const server = await preview({
    ...{ configFile: false, root: folder, appType: 'mpa', logLevel: 'silent', build: { outDir: '.' } },
    preview: { host: '127.0.0.1', port: 0, headers },
  });
  try {
    return await use(`http://127.0.0.1:${server.httpServer.address().port}/`);
  } finally {
    await server.close();
  }
}

/**
 * Opens a page and returns what it writes of its result, and the files that it asked for. Fails on any console message
 * but the `allowed`, any error, any request that fails or leaves the page's origin. `script` runs before the page's own,
 * in another browser than the system's where `program` or its `flags` say so.
 */
export async function visit(address, { script, allowed, program = executable(), flags = [] } = {}) {
  const browser = await chromium.launch({ executablePath: program, args: [...args, ...flags], timeout: WAIT });
  const context = await newContext(browser);
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('console', (message) => {
    // These sites have no icon, which browsers ask for unless the policy forbids it. Vite's client tells of its connection.
    const icon = new URL(message.location().url || 'about:blank').pathname === '/favicon.ico';
    const ownDebugging = message.type() === 'debug';
    if (!icon && !ownDebugging && !allowed?.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => response.ok() || complaints.push(`${response.status()}: ${response.url()}`));
  context.on('request', (request) => requests.push(request.url()));
  let result;
  try {
    if (script) await page.addInitScript(script);
    await page.goto(address);
    result = JSON.parse(await page.locator('#result:not(:empty)').textContent());
    if (result.error) complaints.push(result.error);
  } catch (error) {
    complaints.push(error.message);
  } finally {
    await browser.close();
  }
  const { origin } = new URL(address);
  complaints.push(...requests.filter((url) => !url.startsWith(origin)).map((url) => `request to ${url}`));
  assert.deepEqual(complaints, [], 'the page complained');
  return { result, requests };
}

/** What the page of an extension writes of its result; fails on any console message and any error. */
export async function visitExtension(folder) {
  const profile = await mkdtemp(path.join(tmpdir(), 'kassei-'));
  const loading = [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable(),
    // Playwright's own headless mode knows no extensions.
    headless: false,
    args: [...args, '--headless=new', ...loading],
    timeout: WAIT,
  });
  const complaints = [];
  try {
    const [worker = await context.waitForEvent('serviceworker')] = context.serviceWorkers();
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(new URL('index.html', worker.url()).href);
    return JSON.parse(await page.locator('#result:not(:empty)').textContent());
  } catch (error) {
    complaints.push(error.message);
  } finally {
    await context.close();
    await rm(profile, { recursive: true });
    assert.deepEqual(complaints, [], 'the extension complained');
  }
}
