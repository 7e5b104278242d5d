import { load } from 'kassei';
import { awaitExamples } from './examples.ts';
import { language, open } from './frame.ts';
import { fetchWhatOpens } from './later.ts';
import { setUp } from './stage.ts';
import { words } from './words.ts';

fetchWhatOpens();
open(async () => {
  const kassei = await load();
  awaitExamples(kassei);
  setUp(kassei, words[language]);
});
