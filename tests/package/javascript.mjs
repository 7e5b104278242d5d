// Imported before a test: its 'kassei' is kassei/js, the build for engines without WebAssembly.
import { register } from 'node:module';

const hook = `export const resolve = (name, context, next) => next(name === 'kassei' ? 'kassei/js' : name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
