import en from '../../content/en/labels/functions.json' with { type: 'json' };
import enPlot from '../../content/en/labels/plot.json' with { type: 'json' };
import ja from '../../content/ja/labels/functions.json' with { type: 'json' };
import jaPlot from '../../content/ja/labels/plot.json' with { type: 'json' };
import { labels as live } from '../../content/labels.ts';

/** Labels of the functions' page and of every page's frame, in both languages. */
export const siteLabels = { ja: { ...ja, ...jaPlot, ...live.ja }, en: { ...en, ...enPlot, ...live.en } };
