import type { Answers, Reply } from './worker.ts';

interface Waiting {
  resolve: (answer: never) => void;
  reject: (reason: unknown) => void;
}

const waiting = new Map<number, Waiting>();
let questions = 0;

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
worker.addEventListener('message', ({ data: [id, answer, error] }: MessageEvent<Reply>) => {
  const asked = waiting.get(id) as Waiting;
  waiting.delete(id);
  if (error) asked.reject(error);
  else asked.resolve(answer as never);
});
// It could not be loaded.
worker.addEventListener('error', (event) => {
  for (const { reject } of waiting.values()) reject(new Error(`the worker does not start: ${event.message}`));
  waiting.clear();
});

/** Has the worker do something. */
export function ask<Name extends keyof Answers>(
  name: Name,
  argument: Parameters<Answers[Name]>[1],
): Promise<ReturnType<Answers[Name]>> {
  return new Promise((resolve, reject) => {
    waiting.set(++questions, { resolve, reject });
    worker.postMessage([questions, name, argument]);
  });
}
