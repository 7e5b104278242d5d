// Chromium, and folders served to it.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { chromium as executable } from '../../tools/programs.mjs';

export const CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
let browser;

/** Serves a folder's files as they are, under a Content-Security-Policy, while `use` runs with their address. */
export async function serve(folder, use, csp = CSP) {
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
 * but the `allowed`, any error, any request that fails or leaves the page's origin. `script` runs before the page's own.
 */
export async function visit(address, { script, allowed } = {}) {
  browser ??= chromium.launch({ executablePath: executable(), args });
  const context = await (await browser).newContext();
  const page = await context.newPage();
  const complaints = [];
  const requests = [];
  page.on('console', (message) => allowed?.test(message.text()) || complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('response', (response) => response.ok() || complaints.push(`${response.status()}: ${response.url()}`));
  context.on('request', (request) => requests.push(request.url()));
  let text;
  try {
    if (script) await page.addInitScript(script);
    await page.goto(address);
    text = await page.locator('#result:not(:empty)').textContent({ timeout: 20_000 });
  } catch (error) {
    complaints.push(error.message);
  } finally {
    await context.close();
  }
  const { origin } = new URL(address);
  complaints.push(...requests.filter((url) => !url.startsWith(origin)).map((url) => `request to ${url}`));
  assert.deepEqual(complaints, [], 'the page complained');
  return { result: JSON.parse(text), requests };
}

export const closeBrowser = async () => (await browser)?.close();
