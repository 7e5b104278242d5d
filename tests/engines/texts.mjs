// Whether what a page has ever said is all of its language, and whole.
import { readdirSync, readFileSync } from 'node:fs';

const folder = (language) => new URL(`../../web/content/${language}/`, import.meta.url);
const files = (language, end) =>
  readdirSync(folder(language))
    .filter((name) => name.endsWith(end))
    .map((name) => readFileSync(new URL(name, folder(language)), 'utf8'));

/** As page/first.js takes texts down. */
const plain = (text) => text.replace(/\s+/g, ' ').replace(/\d+/g, '0').trim();

const strings = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(strings));

/** What stands by itself: labels and headings. */
const labels = (language) =>
  new Set([
    ...files(language, '.json').flatMap((file) => strings(JSON.parse(file)).map(plain)),
    ...files(language, '.md').flatMap((file) => [...file.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => plain(heading))),
  ]);

const own = { ja: labels('ja'), en: labels('en') };
const japanese = plain([...files('ja', '.md'), ...files('ja', '.json')].join('\n'));
const KANA = /[\u3001-\u30ff\u3400-\u9fff\uff01-\uff9f]/u;
const SENTENCE = /[A-Z]?[a-z’'-]+(?:,? [a-z’'-]+){4,}/g;

function fault({ lang, code, text }) {
  if (!code && /\bundefined\b|\bnull\b|\{\w*\}|\[object /.test(text)) return 'is not filled in';
  if (lang === 'en') return KANA.test(text) && 'is Japanese';
  if (code) return false;
  if (own.en.has(text) && !own.ja.has(text)) return 'is English';
  return (text.match(SENTENCE) ?? []).some((words) => !japanese.includes(words)) && 'has an English sentence';
}

/** What is wrong with the texts. */
export const faults = (said) =>
  said
    .map((json) => JSON.parse(json))
    .map((one) => [fault(one), one])
    .filter(([what]) => what)
    .map(([what, { lang, text }]) => `“${text.slice(0, 200)}” (${lang}) ${what}`);
