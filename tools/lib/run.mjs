// Runs the steps of a command: a line when each begins and ends, a log in build/logs, its tail when it fails.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { obstacle } from './obstacles.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const logs = path.join(root, 'build/logs');
const tty = process.stdout.isTTY;
const windows = process.platform === 'win32';

export const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/** An error whose message is all that the user needs; `main` prints it without a stack. */
export class Failure extends Error {}

const running = new Map();
let ticker;

function status() {
  const now = [...running].map(([title, start]) => `${title} ${seconds(start)}`).join(', ');
  return tty ? `\r\x1b[K  ${now}`.slice(0, (process.stdout.columns ?? 80) + 3) : `  … ${now}\n`;
}

function say(line) {
  process.stdout.write(`${tty ? '\r\x1b[K' : ''}${line}\n`);
  if (tty && running.size) process.stdout.write(status());
}

function begin(title) {
  running.set(title, performance.now());
  if (!tty) say(`  ${title} …`);
  ticker ??= setInterval(() => process.stdout.write(status()), tty ? 200 : 30_000).unref();
}

function end(title, mark) {
  const start = running.get(title);
  running.delete(title);
  say(`${mark} ${title} ${seconds(start)}`);
  if (running.size) return;
  clearInterval(ticker);
  ticker = undefined;
}

const children = new Set();
let ending = false;
let inCharge;

/**
 * Runs one program without a shell and returns what it printed; a non-zero exit throws.
 * It leads its own process group, so that ending it ends what it started; `foreground` keeps the terminal (sudo).
 * Windows has no such groups, but a program that ends a process with its descendants.
 * `signal` ends it early.
 */
export function run([program, ...args], { cwd = root, env = {}, log, foreground = false, signal: stop } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: [foreground ? 'inherit' : 'ignore', 'pipe', 'pipe'],
      detached: !foreground && !windows,
    });
    const send = (name) => {
      try {
        if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
        else if (foreground) child.kill(name);
        else process.kill(-child.pid, name);
      } catch {
        // It ended by itself, or belongs to root.
      }
    };
    const output = [];
    const take = (data) => {
      output.push(data);
      log?.write(data);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('spawn', () => children.add(send));
    stop?.addEventListener('abort', () => send('SIGTERM'));
    child.on('error', (error) => reject(new Failure(`${program} does not start: ${error.message}`)));
    // A process that it left running keeps its output open. After its end there is time to read what it has written.
    const close = () => {
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const abandon = () => {
      if (!children.has(send)) return;
      send('SIGKILL');
      setTimeout(close, 2000).unref();
    };
    child.on('exit', () => setTimeout(abandon, 2000).unref());
    child.on('close', (code, signal) => {
      children.delete(send);
      // Nothing follows an interruption.
      if (ending) return;
      const text = Buffer.concat(output).toString();
      if (code === 0) resolve(text);
      else {
        const why = stop?.aborted ? `: ${stop.reason.message}` : '';
        reject(Object.assign(new Failure(`${program} ended with ${signal ?? code}${why}`), { output: text, signal }));
      }
    });
  });
}

/**
 * One step: `work` is a command, or a function that is given a `run` writing to the step's log.
 * Returns what the command printed, or what the function returns.
 */
export async function step(title, work, options = {}) {
  mkdirSync(logs, { recursive: true });
  const file = path.join(logs, `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.log`);
  let unwritten;
  const log = createWriteStream(file).on('error', (error) => {
    unwritten = error;
  });
  const runLogged = (command, own = {}) => {
    log.write(`$ ${command.join(' ')}\n`);
    return run(command, { ...options, ...own, log });
  };
  begin(title);
  try {
    const result = await (typeof work === 'function' ? work(runLogged) : runLogged(work));
    log.end();
    end(title, '✓');
    return result;
  } catch (error) {
    await new Promise((done) => log.end(`${error instanceof Failure ? error.message : error.stack}\n`, done));
    end(title, '✗');
    // What tests print of obstacles is about others.
    const why = obstacle(options.isTest ? { ...error, output: '' } : error) ?? (unwritten && obstacle(unwritten));
    if (why) throw Object.assign(new Failure(`${title} failed: ${why}`), { output: error.output, cause: error });
    const tail = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-(options.tail ?? 40));
    say(`${tail.map((line) => `    ${line}`).join('\n')}\n    (all of it: ${path.relative(root, file)})`);
    throw Object.assign(new Failure(`${title} failed`), { output: error.output, cause: error });
  }
}

/** Gives the terminal to a program, signals included, and ends as it does. */
export function handOver([program, ...args]) {
  return new Promise((resolve, reject) => {
    inCharge = spawn(program, args, { stdio: 'inherit' });
    inCharge.on('error', reject);
    inCharge.on('close', (code, signal) => {
      process.exitCode = code ?? 128 + constants.signals[signal];
      resolve();
    });
  });
}

async function endChildren(signal) {
  // A terminal's SIGINT has reached it already.
  if (inCharge) return signal === 'SIGINT' || inCharge.kill(signal);
  if (ending) return;
  ending = true;
  say(`${signal}: ending`);
  for (const send of children) send('SIGTERM');
  for (let wait = 0; children.size && wait < 50; wait++) await new Promise((done) => setTimeout(done, 100));
  for (const send of children) send('SIGKILL');
  process.exit(128 + constants.signals[signal]);
}

/** Whether a module is the program that was started, by whatever links it was reached. */
export const isStarted = (url) => process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);

/** Runs a command's body: a Failure prints its message, an interruption ends every child first. */
export async function main(body) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => endChildren(signal));
  try {
    await body();
  } catch (error) {
    console.error(`\n${error instanceof Failure ? error.message : (obstacle(error) ?? error.stack)}`);
    process.exitCode = 1;
  }
}
