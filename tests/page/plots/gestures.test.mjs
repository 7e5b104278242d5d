// What each gesture and key does to a plot, event by event.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module: gestures } = await runnerImport(
  fileURLToPath(new URL('../../../web/plot/gestures.ts', import.meta.url)),
);

/** Says what `listen` asks of the plot for events, each a type with its properties. */
function listening(listen) {
  const asked = [];
  const canvas = new EventTarget();
  canvas.setPointerCapture = (id) => asked.push(['capture', id]);
  const plot = new Proxy(
    { place: ({ at }) => at },
    { get: (own, name) => own[name] ?? ((...given) => asked.push([name, ...given])) },
  );
  listen(canvas, plot);
  return (type, properties) => {
    const event = Object.assign(new Event(type, { cancelable: true }), properties);
    canvas.dispatchEvent(event);
    return [...asked.splice(0), ...(event.defaultPrevented ? ['prevented'] : [])];
  };
}

const mouse = { pointerId: 1, pointerType: 'mouse', button: 0 };
const finger = (pointerId) => ({ pointerId, pointerType: 'touch', button: 0 });

test('the mouse points, and moves the plane while its first button is down', () => {
  const send = listening(gestures.listenToGestures);
  assert.deepEqual(send('pointermove', { ...mouse, at: [0.5, 0.25] }), [['point', [0.5, 0.25]]]);
  assert.deepEqual(send('pointerdown', { ...mouse, button: 2, at: [0, 0] }), []);
  for (const end of ['pointerup', 'pointercancel']) {
    assert.deepEqual(send('pointerdown', { ...mouse, at: [0.5, 0.25] }), [
      ['capture', 1],
      ['point', [0.5, 0.25]],
    ]);
    assert.deepEqual(send('pointermove', { ...mouse, at: [0.75, 0.5] }), [['move', [-0.25, -0.25]]]);
    assert.deepEqual(send('pointermove', { ...mouse, at: [0.5, 0.5] }), [['move', [0.25, 0]]]);
    send(end, mouse);
    assert.deepEqual(send('pointermove', { ...mouse, at: [1, 1] }), [['point', [1, 1]]]);
  }
  assert.deepEqual(send('click', {}), [['end']]);
});

test('one finger points, two move and zoom by their distance', () => {
  const send = listening(gestures.listenToGestures);
  send('pointerdown', { ...finger(1), at: [0.25, 0.5] });
  assert.deepEqual(send('pointermove', { ...finger(1), at: [0.5, 0.5] }), [['point', [0.5, 0.5]]]);
  assert.deepEqual(send('pointerdown', { ...finger(2), at: [1, 0.5] }), [['capture', 2]]);
  assert.deepEqual(send('pointermove', { ...finger(1), at: [0, 0.5] }), [
    ['move', [0.25, 0]],
    ['zoom', 0.5, [0.5, 0.5]],
  ]);
  assert.deepEqual(send('pointermove', { ...finger(2), at: [0, 0.5] }), [
    ['move', [0.5, 0]],
    ['zoom', 1, [0, 0.5]],
  ]);
});

test('the wheel zooms with Ctrl or ⌘ only, by so much at most', () => {
  const send = listening(gestures.listenToGestures);
  const at = [0.5, 0.5];
  assert.deepEqual(send('wheel', { deltaY: 10, at }), []);
  for (const [key, deltaY, steps] of [
    ['ctrlKey', 20, 20],
    ['metaKey', -20, -20],
    ['ctrlKey', 5000, 60],
    ['ctrlKey', -5000, -60],
  ])
    assert.deepEqual(send('wheel', { [key]: true, deltaY, at }), [['zoom', Math.exp(steps * 0.005), at], 'prevented']);
});

test('keys zoom, move and reset; the browser keeps its own', () => {
  const send = listening(gestures.listenToKeys);
  for (const [key, shiftKey, wanted] of [
    ['ArrowLeft', true, ['move', [-0.1, 0]]],
    ['ArrowRight', true, ['move', [0.1, 0]]],
    ['ArrowDown', true, ['move', [0, -0.1]]],
    ['ArrowUp', true, ['move', [0, 0.1]]],
    ['+', true, ['zoom', 0.8]],
    ['=', false, ['zoom', 0.8]],
    ['-', false, ['zoom', 1.25]],
    ['0', false, ['reset']],
  ]) {
    assert.deepEqual(send('keydown', { key, shiftKey }), [wanted, 'prevented'], key);
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey'])
      assert.deepEqual(send('keydown', { key, shiftKey, [modifier]: true }), [], `${modifier} ${key}`);
  }
  for (const key of ['ArrowLeft', 'Home', 'a']) assert.deepEqual(send('keydown', { key }), [], key);
});
