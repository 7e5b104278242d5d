import { load } from 'kassei';
import { compute } from './program.js';

chrome.runtime.onMessage.addListener((_, __, reply) => {
  load().then((k) => reply(compute(k)));
  return true;
});
