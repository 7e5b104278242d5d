// The page of the functions.
import { catalogue } from '/dist/catalogue.js';
import { missAll, workAll } from './controls.mjs';
import { EXPLORER } from './figures.mjs';
import { numbers } from './numbers.mjs';
import { plotting } from './plotting.mjs';
import { reading } from './reading.mjs';
import { chartIn, enter, until } from './tools.mjs';
import { openTools, viewing } from './viewing.mjs';

const rules = [...viewing, ...numbers, ...reading, ...plotting];

/** Comes to a section, opens its tools, and waits until all of it lives. */
export async function arrive(id) {
  const root = document.getElementById(id);
  const code = root.querySelector('.code');
  if (code) {
    enter(code);
    await until(() => code.querySelector('select'), `the code of ${id}`);
  }
  enter(root);
  await chartIn(root);
  for (const summary of root.querySelectorAll('.tools > summary')) await openTools(summary);
  return root;
}

export async function functions() {
  const state = { worked: new Set(), failures: [] };
  for (const id of [EXPLORER, ...catalogue.map(({ name }) => name)]) {
    try {
      await workAll(await arrive(id), rules, state);
    } catch (error) {
      state.failures.push(`#${id}: ${error.stack}`);
    }
  }
  missAll(state);
  return { failures: state.failures, worked: state.worked.size };
}
