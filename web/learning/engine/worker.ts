import { load } from 'kassei';
import type { Kassei } from '../../model/curves.ts';
import { type Stack, send } from './signal.ts';
import { type Setting, Training } from './training.ts';

let training: Training | undefined;

const progress = (run: Training) => ({ steps: run.steps, sides: run.sides(), pictures: run.pictures() });

/** What can be asked of the worker. */
const answers = {
  /** Begins a training, in place of the last one. */
  begin(kassei: Kassei, setting: Setting) {
    training?.free();
    training = new Training(kassei, setting);
    return progress(training);
  },
  advance(_: Kassei, { steps, rate }: { steps: number; rate: number }) {
    const run = training as Training;
    run.advance(steps, rate);
    return progress(run);
  },
  send: (kassei: Kassei, stack: Stack) => send(kassei, stack),
};

export type Answers = typeof answers;
type Question = { [Name in keyof Answers]: [number, Name, Parameters<Answers[Name]>[1]] }[keyof Answers];
/** The number of the question, what it asked for, or what went wrong. */
export type Reply = [number, unknown, unknown?];

const loading = load();

/** Questions are answered in turn. */
addEventListener('message', async ({ data: [id, name, argument] }: MessageEvent<Question>) => {
  let reply: Reply;
  try {
    const answer = answers[name] as (kassei: Kassei, argument: unknown) => unknown;
    reply = [id, answer(await loading, argument)];
  } catch (error) {
    reply = [id, undefined, error];
  }
  postMessage(reply);
});
