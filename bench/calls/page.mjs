// In a browser: the milliseconds from the package's arrival, before it is compiled and evaluated, to its first result.
const { load } = await import('/dist/index.js');
const k = await load();
k.gelu(new Float32Array(16));
const end = performance.now();
const [{ responseEnd }] = performance.getEntriesByName(new URL('/dist/index.js', location.href).href);
await fetch('/', { method: 'POST', body: JSON.stringify(end - responseEnd) });
