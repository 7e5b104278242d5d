// A worker that computes activations. worker-client.mjs starts it and talks to it.
import { load } from 'kassei';

// Set before anything is awaited, so that no message is missed.
self.onmessage = async ({ data: { id, name, x, options } }) => {
  try {
    const kassei = await load(); // The first message loads it; the others get the same instance.
    kassei.get(name)(x, { ...options, out: x });
    self.postMessage({ id, y: x }, [x.buffer]);
  } catch (error) {
    self.postMessage({ id, error });
  }
};
