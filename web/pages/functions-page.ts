import { load } from 'kassei';
import { labels } from '../content/labels.ts';
import { loadDeferred } from '../dom/deferred.ts';
import { whenNear } from '../dom/when-near.ts';
import { SettingsStore } from '../model/settings.ts';
import { activatePlots } from './come-alive.ts';
import { language, openPage } from './every-page.ts';

loadDeferred();
openPage(async () => {
  const kassei = await load();
  const settings = new SettingsStore();
  const showExamples = async () => (await import('../section/examples.ts')).showExamples(kassei, settings);
  whenNear(document.querySelectorAll('.code'), showExamples, '100%');
  activatePlots(kassei, settings, labels[language]);
});
