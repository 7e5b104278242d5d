import { load } from 'kassei';
import { compute } from './program.js';
import { show } from './show.js';

show(load().then(compute));
