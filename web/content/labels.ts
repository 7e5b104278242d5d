import en from './en/labels/live.json' with { type: 'json' };
import ja from './ja/labels/live.json' with { type: 'json' };

/** Labels that scripts write, in both languages; all others are in the HTML (web/render/text/label-files.ts). */
export const labels = { ja, en };
export type Language = keyof typeof labels;
export type Labels = typeof ja;
