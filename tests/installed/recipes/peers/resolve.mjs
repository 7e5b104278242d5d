// A module hook: the recipes, which stand outside of it, find other packages where the benchmark has them.
const bench = new URL('../../../../bench/', import.meta.url).href;

export function resolve(specifier, context, next) {
  const asked = context.parentURL?.includes('/docs/recipes/') && /^(@tensorflow\/|onnxruntime-)/.test(specifier);
  return next(specifier, asked ? { ...context, parentURL: bench } : context);
}
