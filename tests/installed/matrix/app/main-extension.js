import { load } from 'kassei';
import { compute } from './program.js';
import { show } from './show.js';

show(Promise.all([load().then(compute), chrome.runtime.sendMessage('compute')]));
