import { load } from 'kassei/js';
import { compute } from './program.js';

const answer = () => load().then(compute, (error) => ({ error: error.message }));
addEventListener('message', ({ ports: [port] }) => answer().then((result) => port.postMessage(result)));
