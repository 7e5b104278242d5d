import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('../../../build/native/tests/kassei_hashes', import.meta.url));

/** The native build's hashes, which `hashes` should return. */
export const nativeHashes = JSON.parse((await promisify(execFile)(program)).stdout);
