// Module hooks for TensorFlow.js: its gradients exist only as ES modules that Node does not recognise as such
// (no "type": "module", no file extensions in the imports). Both copies of its core share one engine, by design.
const esModule = /\/@tensorflow\/tfjs-core\/dist\/(?!.*\.node\.js$)/;

export function resolve(specifier, context, next) {
  const incomplete = esModule.test(context.parentURL) && specifier.startsWith('.') && !specifier.endsWith('.js');
  return next(incomplete ? `${specifier}.js` : specifier, context);
}

export function load(url, context, next) {
  return next(url, esModule.test(url) ? { ...context, format: 'module' } : context);
}
