import en from '../content/en/_page.json' with { type: 'json' };
import enPlot from '../content/en/_plot.json' with { type: 'json' };
import ja from '../content/ja/_page.json' with { type: 'json' };
import jaPlot from '../content/ja/_plot.json' with { type: 'json' };
import { words as live } from '../words.ts';

/** All texts of the pages' frame, in both languages. */
export const words = { ja: { ...ja, ...jaPlot, ...live.ja }, en: { ...en, ...enPlot, ...live.en } };
