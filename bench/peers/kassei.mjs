// Kassei itself, from dist/ as a user would import it.
export default {
  name: 'kassei',
  async start() {
    const { load } = await import('../../dist/index.js');
    const k = await load();
    return ({ name, mode, outLength, x, g, options }) => {
      const f = mode === 'value' ? k.get(name) : k.get(name).grad;
      const y = new Float32Array(outLength);
      const [input, upstream, output] = [x, g, y].map((data) => {
        const memory = k.allocate(data.length);
        memory.view.set(data);
        return memory;
      });
      const inside = mode === 'value' ? { ...options, out: output } : { ...options, upstream, out: output };
      const outside = mode === 'value' ? { ...options, out: y } : { ...options, upstream: g, out: y };
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
