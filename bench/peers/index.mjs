// A peer is { name, package?, role?, upTo?, start }. start() resolves to prepare(cell), with a cell of ../cells.mjs, which
// gives null for a function that the peer does not have, or { steady, endToEnd, result, dispose, reference? } for one cell:
// steady and endToEnd do the work once (promises are awaited), endToEnd and result give the values as a Float32Array,
// reference says that the peer passes its input on without computing or copying anything.
// Roles: 'loop' is an unrolled copy loop that linear and a few others are compared with, 'copy' and 'native' are reported
// but not compared with.
// upTo is the largest number of elements at which a slow peer is measured.
// A peer has a function, too, if its users would write it with a few of the library's operators. Parameters are Kassei's.
import activationFunctions from './activation-functions.mjs';
import copies from './copies.mjs';
import everywhere from './everywhere.mjs';
import jax from './jax-js.mjs';
import litert from './litert.mjs';
import numpy from './numpy-ts.mjs';
import ortNode from './ort-node.mjs';
import ortWeb from './ort-web.mjs';
import stdlib from './stdlib.mjs';
import tensorflowCpu from './tfjs-cpu.mjs';

export const peers = [
  ...everywhere,
  ortWeb,
  jax,
  litert,
  numpy,
  tensorflowCpu,
  stdlib,
  activationFunctions,
  ...copies,
  ortNode,
];
