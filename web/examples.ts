import { whenNear } from './near.ts';
import type { Entry, Values } from './parameters.ts';
import type { Kassei } from './sample.ts';

/** What a section tells of its parameters whenever they change. */
export type Told = { name: Entry['name']; values: Values };

/** Brings code and wrong formulas to life, by a script that is loaded when the first of them comes near the viewport. */
export function awaitExamples(kassei: Kassei) {
  const values = new Map<Entry['name'], Values>();
  document.addEventListener('kassei:values', ({ detail }: CustomEventInit<Told>) => {
    if (detail) values.set(detail.name, detail.values);
  });
  const enliven = async () => (await import('./live.ts')).enliven(kassei, values);
  whenNear(document.querySelectorAll('.code'), enliven, '100%');
}
