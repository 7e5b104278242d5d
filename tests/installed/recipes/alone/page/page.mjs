// The recipe as a page has it, for the test to drive.
import { startWorker } from '../../../../../docs/recipes/worker-client.mjs';

globalThis.startWorker = startWorker;
