// What the test drives: the recipe as a page has it.
import { startWorker } from '../../../../../docs/recipes/worker-client.mjs';

globalThis.startWorker = startWorker;
