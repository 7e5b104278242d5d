import { load } from 'kassei';
import type { Kassei } from '../../model/curves.ts';
import { type StackSettings, sendSignal } from './signal.ts';
import { Training, type TrainingSettings } from './training.ts';

let training: Training | undefined;

const progress = (run: Training) => ({ steps: run.steps, sides: run.sides(), pictures: run.pictures() });

/** The worker's questions by name, and how each is answered. */
const answers = {
  /** Begins a training that replaces the last one. */
  begin(kassei: Kassei, setting: TrainingSettings) {
    training?.free();
    training = new Training(kassei, setting);
    return progress(training);
  },
  advance(_: Kassei, { steps, rate }: { steps: number; rate: number }) {
    const run = training as Training;
    run.advance(steps, rate);
    return progress(run);
  },
  send: (kassei: Kassei, stack: StackSettings) => sendSignal(kassei, stack),
};

export type Answers = typeof answers;
type Question = { [Name in keyof Answers]: [number, Name, Parameters<Answers[Name]>[1]] }[keyof Answers];
/** The question's number, the answer, and the error if no answer was found. */
export type Reply = [number, unknown, unknown?];

const loading = load();

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
