import { loadLabsWhenNear } from '../learning/lab/load-labs.ts';
import { open } from './every-page.ts';

open(async () => loadLabsWhenNear());
