// Activations in a worker, so that large arrays do not keep the page from answering. Buffers are handed over, not copied.

/** Starts a worker. Bundlers know this form of address and bundle worker.mjs too. */
export function startWorker() {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { type: 'module' });
  const waiting = new Map();
  let last = 0;
  let broken;
  worker.onmessage = ({ data: { id, y, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(error);
    else resolve(y);
  };
  // The script could not be loaded, or an error has escaped from it.
  worker.onerror = ({ message }) => {
    broken = new Error(`the worker does not work: ${message ?? 'its script could not be loaded'}`);
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  };
  return {
    /**
     * Computes the activation of that name, with Kassei's options, except those that halve the length (glu). The buffer
     * of x goes to the worker and comes back with the result: x, and every other view of that buffer, is empty from now
     * on. So x cannot be a part of the library's own memory, which can not be handed over.
     */
    compute(name, x, options) {
      if (broken) return Promise.reject(broken);
      return new Promise((resolve, reject) => {
        const id = last++;
        worker.postMessage({ id, name, x, options }, [x.buffer]);
        waiting.set(id, { resolve, reject });
      });
    },
    end: () => worker.terminate(),
  };
}
