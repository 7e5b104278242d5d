// The store of settings: parameters of all functions as moved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from 'kassei/catalogue';
import { runnerImport } from 'vite';

const { module: model } = await runnerImport(fileURLToPath(new URL('../../../web/model/settings.ts', import.meta.url)));
const [relu, elu] = ['relu', 'elu'].map((name) => catalogue.find((entry) => entry.name === name));

test('the store tells every change once, after it, and leaves what it gave before', () => {
  const store = new model.SettingsStore();
  const start = store.get(relu);
  assert.deepEqual(start, { maxValue: Number.POSITIVE_INFINITY, negativeSlope: 0, threshold: 0 });
  const heard = [];
  for (const listener of ['first', 'second'])
    store.subscribe((changed) => heard.push([listener, changed.name, store.get(changed).threshold]));
  store.set(relu, 'threshold', 2);
  const moved = store.get(relu);
  store.set(relu, 'threshold', 2);
  store.set(relu, 'negativeSlope', 3);
  assert.deepEqual(heard, [
    ['first', 'relu', 2],
    ['second', 'relu', 2],
    ['first', 'relu', 2],
    ['second', 'relu', 2],
  ]);
  assert.deepEqual(store.get(relu), { ...start, threshold: 2, negativeSlope: 3 });
  assert.deepEqual(moved, { ...start, threshold: 2 });
  assert.deepEqual(store.get(elu), model.startValues(elu));
  assert.deepEqual(new model.SettingsStore().get(relu), start, 'another store is of another page');
});
