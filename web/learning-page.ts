import { open } from './frame.ts';
import { watchLabs } from './learn/near.ts';

open(async () => watchLabs());
