import { computeBoth } from './both.js';

computeBoth().then((result) => report(JSON.stringify(result)));
