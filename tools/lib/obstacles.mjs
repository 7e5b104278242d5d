// What stands in the way of writing: a full disk, a read-only checkout. Each is told with the way out, without a stack.
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const OBSTACLES = [
  ['ENOSPC', 'No space left on device', 'The disk is full. Make room, for example by deleting build/'],
  ['EDQUOT', 'Disk quota exceeded', 'Your quota of the disk is used up. Make room, for example by deleting build/'],
  [
    'EROFS',
    'Read-only file system',
    'The disk is mounted read-only. Copy the checkout to a disk that can be written to',
  ],
  ['EACCES', undefined, 'You may not write there. Take over the checkout (chown), or copy it to a folder of yours'],
  ['EPERM', undefined, 'The system forbids it. Take over the checkout (chown), or copy it to a folder of yours'],
  ['EMFILE', 'Too many open files', 'Too many files are open. Raise the limit: ulimit -n 4096'],
  ['ENFILE', undefined, 'The system has too many open files. Close other programs'],
];
const LONGEST = 300;

/** Making folders within folders, Node says that there is none where it may not make one. */
function realReason(error) {
  if (error.code !== 'ENOENT' || error.syscall !== 'mkdir') return error;
  let folder = error.path;
  while (!existsSync(folder)) folder = path.dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return error;
  } catch (reason) {
    return reason;
  }
}

/** The message for an error of Node, or for the output of a program, that tells of an obstacle; otherwise undefined. */
export function obstacle(error) {
  const { code, message, output = '' } = realReason(error);
  for (const [name, words, way] of OBSTACLES) {
    const pattern = new RegExp(`\\b${name}\\b${words ? `|${words}` : ''}`, 'i');
    const line = code === name ? message : output.split('\n').find((text) => pattern.test(text));
    if (line) return `${line.trim().slice(0, LONGEST)}\n${way}, and run the command again.`;
  }
}
