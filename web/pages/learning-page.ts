import { loadLabsWhenNear } from '../learning/lab/load-labs.ts';
import { openPage } from './every-page.ts';

openPage(async () => loadLabsWhenNear());
