// Real browsers, each started with a page's address and nothing that drives it: the page sends back what it found.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, firefox, webkit, which } from '../../tools/setup/programs.mjs';

const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** For each engine how its name stands in navigator.userAgent, and the command with a folder of its own for everything. */
export const browsers = {
  Chromium: {
    agent: /Chrom(e|ium)\//,
    command: (url, home) => [
      chromium(),
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', `--user-data-dir=${home}`],
      ...quiet,
      url,
    ],
  },
  Firefox: {
    agent: /Firefox\//,
    command: (url, home) => [firefox(), '--headless', '--no-remote', '--profile', home, url],
  },
  WebKit: {
    agent: /AppleWebKit\/(?!.*Chrom)/,
    command: (url) => [which('xvfb-run'), '-a', webkit(), url],
  },
};

/** Opens a page until `finished` settles or the signal comes, and then ends the browser with all that it started. */
export async function open({ command }, url, finished, signal) {
  const home = mkdtempSync(path.join(tmpdir(), 'kassei-browser-'));
  const log = openSync(path.join(home, 'log'), 'w');
  const [program, ...args] = command(url, home);
  // WebKit's own sandbox wants user namespaces, which root in a container has not.
  const env = { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log, log], env });
  const ended = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`${program} did not answer in time`)));
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended by itself with ${code}`)));
  });
  try {
    return await Promise.race([finished, ended]);
  } finally {
    ended.catch(() => {});
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
    await new Promise((done) => setTimeout(done, 200));
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
