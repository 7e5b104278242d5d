// Whether what a page has ever said is all of its language, and whole.
import { readdirSync, readFileSync } from 'node:fs';
import { catalogue } from 'kassei/catalogue';

const folder = (language) => new URL(`../../web/content/${language}/`, import.meta.url);
const files = (language, end) =>
  readdirSync(folder(language), { recursive: true })
    .filter((name) => name.endsWith(end))
    .map((name) => readFileSync(new URL(name, folder(language)), 'utf8'));

/** As page/first.js takes texts down. */
const plain = (text) => text.replace(/\s+/g, ' ').replace(/\d+/g, '0').trim();

const strings = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(strings));

/** English texts that stand alone: labels and headings. */
const labels = new Set([
  ...files('en', '.json').flatMap((file) => strings(JSON.parse(file)).map(plain)),
  ...files('en', '.md').flatMap((file) => [...file.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => plain(heading))),
]);

const KANA = /[\u3001-\u30ff\u3400-\u9fff\uff01-\uff9f]/u;
/** Among the Japanese there are English words: titles of papers, and terms. */
const japanese = [...files('ja', '.md'), ...files('ja', '.json')]
  .flatMap((file) => file.split(/\n{2,}|"/))
  .filter((part) => KANA.test(part))
  .map(plain)
  .join('\n');

/** Names that are the same in both languages. */
const letters = (name) => name.toLowerCase().replaceAll('_', '');
const names = new Set(catalogue.map(({ name }) => letters(plain(name))));
const isName = (text) => /^[A-Z]+$/.test(text) || names.has(letters(text));

const SENTENCE = /[A-Z]?[a-z’'-]+(?:,? [a-z’'-]+){4,}/g;

function fault({ lang, code, text }) {
  if (!code && /\bundefined\b|\bnull\b|\{\w*\}|\[object /.test(text)) return 'is not filled in';
  if (lang === 'en') return KANA.test(text) && 'is Japanese';
  if (code) return false;
  if (labels.has(text) && !isName(text)) return 'is English';
  return (text.match(SENTENCE) ?? []).some((words) => !japanese.includes(words)) && 'has an English sentence';
}

/** The texts that are wrong, and why. */
export const faults = (said) =>
  said
    .map((json) => JSON.parse(json))
    .map((one) => [fault(one), one])
    .filter(([what]) => what)
    .map(([what, { lang, text }]) => `“${text.slice(0, 200)}” (${lang}) ${what}`);
