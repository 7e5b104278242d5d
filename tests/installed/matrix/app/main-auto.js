import instance, { gelu } from 'kassei/auto';
import { compute } from './program.js';
import { show } from './show.js';

show(Promise.resolve({ ...compute(instance), ready: gelu === instance.gelu }));
