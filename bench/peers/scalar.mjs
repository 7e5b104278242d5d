// Libraries that have a function of one number: each in a loop of its own, so that the engine can inline it.
export function prepareWith(peer, functions) {
  return ({ name, mode, n, x }) => {
    if (mode === 'gradient' || !functions[name]) return null;
    const source = `for (let i = 0; i < x.length; i++) y[i] = f(x[i]); // ${peer}, ${name}`;
    const run = new Function('f', 'x', 'y', source).bind(null, functions[name]);
    const y = new Float32Array(n);
    const call = () => {
      run(x, y);
      return y;
    };
    return { steady: call, endToEnd: call, result: () => y, dispose() {} };
  };
}
