import type { Answers, Reply } from './worker.ts';

interface PendingQuestion {
  resolve: (answer: never) => void;
  reject: (reason: unknown) => void;
}

const pending = new Map<number, PendingQuestion>();
let questions = 0;

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
worker.addEventListener('message', ({ data: [id, answer, error] }: MessageEvent<Reply>) => {
  const asked = pending.get(id) as PendingQuestion;
  pending.delete(id);
  if (error) asked.reject(error);
  else asked.resolve(answer as never);
});
// 'error' means that the worker's script could not be loaded.
worker.addEventListener('error', (event) => {
  for (const { reject } of pending.values()) reject(new Error(`the worker does not start: ${event.message}`));
  pending.clear();
});

/** Asks the worker a question of `answers` in worker.ts. */
export function askWorker<Name extends keyof Answers>(
  name: Name,
  argument: Parameters<Answers[Name]>[1],
): Promise<ReturnType<Answers[Name]>> {
  return new Promise((resolve, reject) => {
    pending.set(++questions, { resolve, reject });
    worker.postMessage([questions, name, argument]);
  });
}
