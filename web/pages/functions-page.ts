import { load } from 'kassei';
import { labels } from '../content/labels.ts';
import { loadDeferred } from '../dom/deferred.ts';
import { loadExamplesWhenNear } from '../section/load-examples.ts';
import { activatePlots } from './come-alive.ts';
import { language, openPage } from './every-page.ts';

loadDeferred();
openPage(async () => {
  const kassei = await load();
  loadExamplesWhenNear(kassei);
  activatePlots(kassei, labels[language]);
});
