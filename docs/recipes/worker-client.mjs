// Activations in a worker, so that large arrays do not keep the page from answering. Buffers are handed over, not copied.

/** Starts a worker. Bundlers know this form of its address, and bundle worker.mjs too. */
export function startWorker() {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' });
  const waiting = new Map();
  let last = 0;
  let ended;
  const end = (error) => {
    worker.terminate();
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.onmessage = ({ data: { id, y, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(error);
    else resolve(y);
  };
  // Without a message if the script could not be loaded.
  worker.onerror = ({ message = 'its script could not be loaded' }) => end(new Error(`the worker: ${message}`));
  return {
    /**
     * Computes the activation of that name, with Kassei's options: all but glu, which has half as many values. The buffer
     * of x goes to the worker and comes back with the result; x and every other view of it are empty from then on, also
     * if the call fails. So x must not be a part of an array that is still needed, nor in the library's own memory, which
     * cannot be handed over. Options are copied.
     */
    compute: (name, x, options) =>
      new Promise((resolve, reject) => {
        if (ended) throw ended;
        const id = last++;
        worker.postMessage({ id, name, x, options }, [x.buffer]);
        waiting.set(id, { resolve, reject });
      }),
    end: () => end(new Error('the worker has been ended')),
  };
}
