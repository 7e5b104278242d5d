const { load, loadSync } = globalThis.kassei;
const x = Float32Array.of(-2, 0.5, 3);
const bits = (array) => Array.from(new Uint32Array(array.buffer));

/** Three functions, a gradient, and a growth of the memory. */
function compute(k) {
  const y = k.allocate(3);
  k.allocate(2 ** 22).free();
  const results = [k.gelu(x), k.tanh(x), k.softmax(x), k.mish.grad(x), k.relu(x, { out: y }).view.slice()];
  return { backend: k.backend, charset: document.characterSet, results: results.map(bits) };
}

load().then((k) => {
  document.querySelector('#result').textContent = JSON.stringify([compute(k), compute(loadSync())]);
});
