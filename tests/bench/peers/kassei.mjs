// Kassei itself, from dist/ as a user would import it.
export default {
  name: 'kassei',
  async start() {
    const { load } = await import('../../../dist/index.js');
    const k = await load();
    return ({ name, mode, n, x, g }) => {
      const f = mode === 'value' ? k.get(name) : k.get(name).grad;
      const [input, upstream, output] = [x, g, undefined].map((data) => {
        const memory = k.allocate(n);
        if (data) memory.view.set(data);
        return memory;
      });
      const y = new Float32Array(n);
      const inside = mode === 'value' ? { out: output } : { upstream, out: output };
      const outside = mode === 'value' ? { out: y } : { upstream: g, out: y };
      return {
        steady: () => f(input, inside),
        endToEnd: () => f(x, outside),
        result: () => output.view.slice(),
        dispose: () => {
          for (const memory of [input, upstream, output]) memory.free();
        },
      };
    };
  },
};
