import type { Language } from '../../content/labels.ts';
import { siteLabels } from '../text/label-files.ts';

const FOLDERS: Record<Language, string> = { ja: '', en: 'en/' };
const LOCALES: Record<Language, string> = { ja: 'ja_JP', en: 'en_US' };

/** The picture that other sites show with a link, in the folder of the Japanese page. */
export const SHARING_PICTURE = 'screenshot.png';

function checkedSite(address: string): URL {
  const wanted = 'SITE_URL must be the absolute address of the page, such as https://example.org/kassei/';
  if (!URL.canParse(address)) throw new Error(`${wanted}, got "${address}"`);
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash) throw new Error(`${wanted}, got "${address}"`);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Tags for search engines and link previews. They need absolute addresses, so they require the site's own. */
export function renderSharing(
  language: Language,
  siteUrl: string | undefined,
  { title, description, file }: { title: string; description: string; file: string },
): string {
  if (!siteUrl) return '';
  const site = checkedSite(siteUrl);
  const at = (path: string) => new URL(path, site).href;
  const languages = Object.keys(siteLabels) as Language[];
  const links = [
    ['canonical', '', FOLDERS[language] + file],
    ...languages.map((other) => ['alternate', other, FOLDERS[other] + file]),
    ['alternate', 'x-default', FOLDERS.ja + file],
  ].map(([rel, tag, path]) => `<link rel="${rel}"${tag && ` hreflang="${tag}"`} href="${at(path)}" />`);
  const properties = [
    ['type', 'website'],
    ['site_name', 'Kassei'],
    ['url', at(FOLDERS[language] + file)],
    ['title', title],
    ['description', description],
    ['image', at(SHARING_PICTURE)],
    ['image:alt', title],
    ['locale', LOCALES[language]],
    ...languages.filter((other) => other !== language).map((other) => ['locale:alternate', LOCALES[other]]),
  ].map(([name, content]) => `<meta property="og:${name}" content="${content}" />`);
  const card = '<meta name="twitter:card" content="summary_large_image" />';
  return ['', ...links, ...properties, card].join('\n    ');
}
