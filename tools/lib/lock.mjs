// One command at a time changes this checkout. The lock is a socket, which the system closes however its holder ends.
import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './run.mjs';

const name = `kassei-${createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 16)}`;
/** Linux and Windows have sockets without a file. */
const ADDRESSES = { linux: `\0${name}`, win32: `\\\\.\\pipe\\${name}` };
const hereBy = ADDRESSES[process.platform] ?? path.join(tmpdir(), name);

/** Milliseconds in which a holder that is not halted says who it is. */
const PATIENCE = 3000;

/** What a connection meets whose other end has just gone. */
const ENDED = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'];

const called = () => {
  const { npm_lifecycle_event: script } = process.env;
  return script ? `npm run ${script}` : `node ${path.relative(root, process.argv[1] ?? '')}`;
};

/** The socket, or undefined if another process has it. */
function listen(address) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket.on('error', () => {}).unref());
      socket.write(`${called()} (process ${process.pid})`);
    });
    server.on('error', (error) => (error.code === 'EADDRINUSE' ? resolve() : reject(error)));
    server.listen(address, () =>
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      }),
    );
    server.unref();
  });
}

/** Waits for the end of the holder, and says who it is. */
function theirEnd(address) {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    const tell = (who) => {
      clearTimeout(silent);
      console.log(`  ${who} is at work in this checkout; waiting for its end …`);
    };
    const silent = setTimeout(tell, PATIENCE, 'Another process, which does not say its name,');
    socket.once('data', tell);
    socket.on('error', (error) => {
      // The file of a socket stays when its holder is killed.
      if (error.code === 'ECONNREFUSED' && path.posix.isAbsolute(address)) rmSync(address, { force: true });
      else if (!ENDED.includes(error.code)) reject(error);
    });
    socket.on('close', () => {
      clearTimeout(silent);
      resolve();
    });
  });
}

/** A function that runs `work` while this process alone has the lock; works of one process go side by side. */
export function lockAt(address) {
  let holders = 0;
  let held;
  const take = async () => {
    for (;;) {
      const release = await listen(address);
      if (release) return release;
      await theirEnd(address);
    }
  };
  return async (work) => {
    holders++;
    held ??= take();
    try {
      await held;
      return await work();
    } finally {
      if (--holders === 0) {
        const release = await held;
        held = undefined;
        release();
      }
    }
  };
}

export const locked = lockAt(hereBy);
