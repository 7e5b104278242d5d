import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Plugin } from 'vite';
import type { Language } from '../../content/labels.ts';
import { siteLabels } from '../text/label-files.ts';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

/** The icon in the middle of a square of paper, with a margin that launchers may cut off. */
const onPaper = (drawing: string, paper: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 56"><path fill="${paper}" d="M0 0h56v56H0z"/><g transform="translate(12 12)">${drawing.replace(/<\/?svg[^>]*>/g, '')}</g></svg>`;

const toPng = (drawing: string, width: number) =>
  new Resvg(drawing, { fitTo: { mode: 'width', value: width } }).render().asPng();

const manifest = (language: Language, root: string, paper: string) => ({
  name: siteLabels[language].title,
  short_name: 'Kassei',
  lang: language,
  start_url: './',
  scope: root,
  display: 'standalone',
  background_color: paper,
  theme_color: paper,
  icons: [
    { src: `${root}icon-192.png`, sizes: '192x192', type: 'image/png' },
    { src: `${root}icon-512.png`, sizes: '512x512', type: 'image/png' },
    { src: `${root}icon-maskable.png`, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
});

/** Makes the page installable: icons, and a manifest for each language. */
export const installable = (): Plugin => ({
  name: 'installable',
  async buildStart() {
    await initWasm(readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
    const icon = await read('../../static/icon.svg');
    const paper = /--paper: (#\w+)/.exec(await read('../../styles/colours.css'))?.[1];
    if (!paper) throw new Error('web/styles/colours.css has no colour --paper, which the manifest and the icons need');
    const square = onPaper(icon, paper);
    const files = {
      'icon-192.png': toPng(icon, 192),
      'icon-512.png': toPng(icon, 512),
      'icon-maskable.png': toPng(square, 512),
      'icon-touch.png': toPng(square, 180),
      'manifest.webmanifest': JSON.stringify(manifest('ja', './', paper)),
      'en/manifest.webmanifest': JSON.stringify(manifest('en', '../', paper)),
    };
    for (const [fileName, source] of Object.entries(files)) this.emitFile({ type: 'asset', fileName, source });
  },
  transformIndexHtml: {
    // 'post': Vite would search the disk for these files, which only exist in the output.
    order: 'post',
    handler: (_, { path }) => {
      // The reference is for reading in the browser, not for installing.
      if (path.startsWith('/docs/')) return [];
      const touch = `${path.startsWith('/en/') ? '../' : './'}icon-touch.png`;
      return Object.entries({ manifest: './manifest.webmanifest', 'apple-touch-icon': touch }).map(([rel, href]) => ({
        tag: 'link',
        attrs: { rel, href },
        injectTo: 'head' as const,
      }));
    },
  },
});
