import { show } from './show.js';

/** The answer of the service worker of a file. */
async function ask(file, type) {
  const { installing } = await navigator.serviceWorker.register(file, { type, scope: `./${type}/` });
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  installing.postMessage(undefined, [port2]);
  return await answer;
}

show(Promise.all([ask('./service-classic.js', 'classic'), ask('./service-module.js', 'module')]));
