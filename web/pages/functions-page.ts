import { load } from 'kassei';
import { labels } from '../content/labels.ts';
import { fetchWhatOpens } from '../dom/deferred.ts';
import { awaitExamples } from '../section/load-examples.ts';
import { setUp } from './come-alive.ts';
import { language, open } from './every-page.ts';

fetchWhatOpens();
open(async () => {
  const kassei = await load();
  awaitExamples(kassei);
  setUp(kassei, labels[language]);
});
