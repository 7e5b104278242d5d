// Costs of a visit, and the page's words about itself: bytes, head, manifest.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { serve } from '../server.mjs';
import { until, visit } from '../site.mjs';

const folder = fileURLToPath(new URL('../../../build/page', import.meta.url));
const paths = { ja: '', en: 'en/' };

/** The most that may be transferred for the first view, in bytes: 150 KB where a server compresses well. */
const MOST = { br: 150_000, gzip: 185_000 };

/** The bytes of all answers to what the page asks by itself. */
async function transferred(page) {
  const sizes = new Map();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  session.on('Network.responseReceived', ({ requestId, loaderId, type, response }) =>
    sizes.set(requestId, { loaderId, type, url: response.url }),
  );
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (sizes.has(requestId)) sizes.get(requestId).bytes = encodedDataLength;
  });
  await page.reload();
  await page.locator('#explorer canvas').waitFor();
  await page.waitForLoadState('networkidle');
  // The icon of the page before may still be answered, and never end.
  const all = () => {
    const files = [...sizes.values()];
    const { loaderId } = files.findLast(({ type }) => type === 'Document');
    return files.filter((file) => file.loaderId === loaderId);
  };
  // An answer may not have ended by then.
  await until(() => all().every(({ bytes }) => bytes !== undefined), all);
  return all();
}

for (const [coding, most] of Object.entries(MOST)) {
  test(`the first view takes at most ${most / 1000} KB by ${coding}`, async (t) => {
    const server = await serve(folder, { coding });
    try {
      for (const path of Object.values(paths)) {
        const files = await visit(path, transferred, { at: server.address, viewport: { width: 412, height: 823 } });
        const kinds = ['html', 'css', 'js', 'woff2'];
        const names = files.map(({ url }) => (url.endsWith('/') ? 'index.html' : url));
        for (const kind of kinds)
          assert.ok(
            names.some((name) => name.endsWith(`.${kind}`)),
            `no ${kind} was loaded`,
          );
        const sum = files.reduce((total, { bytes }) => total + bytes, 0);
        t.diagnostic(`/${path}: ${(sum / 1000).toFixed(1)} KB in ${files.length} files`);
        assert.ok(sum <= most, files.map(({ url, bytes }) => `${bytes} ${url}`).join('\n'));
      }
    } finally {
      await server.close();
    }
  });
}

const { module: build } = await runnerImport(
  fileURLToPath(new URL('../../../web/render/page/head.ts', import.meta.url)),
);

/** The pieces of a head, by relation or property. */
function said(html) {
  const all = [
    ...html.matchAll(
      /<(?:link|meta) (?:rel|property|name)="([^"]+)"(?: hreflang="([^"]+)")? (?:href|content)="([^"]+)"/g,
    ),
  ];
  return Object.fromEntries(all.map(([, name, language, value]) => [language ? `${name} ${language}` : name, value]));
}

for (const [language, path] of Object.entries(paths)) {
  test(`/${path} says in its head what it is, and without SITE_URL not where`, () =>
    visit(path, async (page) => {
      const title = await page.title();
      assert.match(title, language === 'ja' ? /^[ぁ-鿿]+ – Kassei$/ : /^[A-Z][a-z ]+ – Kassei$/);
      const description = await page.locator('meta[name=description]').getAttribute('content');
      assert.match(description, language === 'ja' ? /活性化関数/ : /activation functions/);
      assert.ok(description.length > 60 && description.length < 200);
      assert.equal(await page.locator('link[rel=canonical], link[rel=alternate], meta[property]').count(), 0);
    }));

  test(`with SITE_URL the head of /${path} says where the page is`, () => {
    const about = { title: 'Title', description: 'All 33', file: '' };
    const head = said(build.renderSharing(language, 'https://example.org/kassei', about));
    const site = 'https://example.org/kassei/';
    assert.equal(head.canonical, site + path);
    assert.equal(head['alternate ja'], site);
    assert.equal(head['alternate en'], `${site}en/`);
    assert.equal(head['alternate x-default'], site);
    assert.equal(head['og:url'], site + path);
    assert.equal(head['og:locale'], language === 'ja' ? 'ja_JP' : 'en_US');
    assert.equal(head['og:locale:alternate'], language === 'ja' ? 'en_US' : 'ja_JP');
    assert.match(head['og:description'], /33/);
    assert.ok(head['og:title'] && head['twitter:card']);
    assert.equal(head['og:image'], site + build.SHARING_PICTURE);
    assert.ok(existsSync(new URL(`../../../web/static/${build.SHARING_PICTURE}`, import.meta.url)));
  });

  test(`/${path} can be installed`, () =>
    visit(path, async (page) => {
      const session = await page.context().newCDPSession(page);
      const { url, data, errors } = await session.send('Page.getAppManifest');
      assert.deepEqual(errors, []);
      const manifest = JSON.parse(data);
      assert.equal(manifest.lang, language);
      assert.equal(`${manifest.name} – Kassei`, await page.title());
      assert.equal(new URL(manifest.start_url, url).href, page.url());
      assert.ok(page.url().startsWith(new URL(manifest.scope, url).href));
      const icons = await page.evaluate(
        ({ icons, url }) =>
          Promise.all(
            [...icons, { src: document.querySelector('[rel=apple-touch-icon]').href, sizes: '180x180' }].map(
              async ({ src, sizes }) => {
                const image = new Image();
                image.src = new URL(src, url);
                await image.decode();
                return { wanted: sizes, got: `${image.naturalWidth}x${image.naturalHeight}` };
              },
            ),
          ),
        { icons: manifest.icons, url },
      );
      for (const { wanted, got } of icons) assert.equal(got, wanted);
      const sizes = manifest.icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`);
      assert.deepEqual(sizes, ['192x192 any', '512x512 any', '512x512 maskable']);
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      // Nothing can be installed in the windows that Playwright opens.
      assert.deepEqual(
        installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'),
        [],
      );
    }));
}

test('a SITE_URL that is none is refused', () => {
  for (const address of ['example.org', 'ftp://example.org/', 'https://example.org/?page=1'])
    assert.throws(
      () => build.renderSharing('en', address, { file: '' }),
      /SITE_URL must be the absolute address.*got "/,
    );
});
