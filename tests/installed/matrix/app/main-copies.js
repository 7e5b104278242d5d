import * as one from 'kassei';
import * as two from './copy/dist/index.js';
import { compute } from './program.js';
import { show } from './show.js';

async function all() {
  const [a, b] = await Promise.all([one.load(), two.load()]);
  const [ours, theirs] = [a.allocate(3), b.allocate(3)];
  ours.view.fill(-1);
  theirs.view.fill(2);
  const results = { one: compute(a), two: compute(b) };
  b.relu(theirs, { out: theirs });
  a.relu(ours, { out: ours });
  let refusal;
  try {
    b.relu(ours);
  } catch (error) {
    refusal = error.message;
  }
  return { ...results, distinct: a !== b, ours: [...ours.view], theirs: [...theirs.view], refusal };
}

show(all());
