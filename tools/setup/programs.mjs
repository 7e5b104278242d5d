// Programs and headers that the machine already has, looked up by name and not by package.
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const windows = process.platform === 'win32';

export function which(...names) {
  for (const name of windows ? names.flatMap((each) => [`${each}.exe`, `${each}.bat`, each]) : names) {
    for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
      const file = path.resolve(folder, name);
      try {
        accessSync(file, constants.X_OK);
        if (statSync(file).isFile()) return file;
      } catch {
        // Not in this folder.
      }
    }
  }
}

/** How npm starts. On Windows `npm` is a shell's script; the program itself lies beside Node. */
export const npm = windows
  ? [process.execPath, path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js')]
  : ['npm'];

export function header(name) {
  const folders = (process.env.CPATH ?? '').split(path.delimiter).filter(Boolean);
  const compiler = which('c++', 'g++');
  const own = compiler ? [path.resolve(compiler, '../..')] : [];
  for (const usr of ['/usr', '/usr/local', '/opt/homebrew', '/opt/local', ...own]) {
    const include = path.join(usr, 'include');
    folders.push(include);
    if (existsSync(include)) {
      const triples = readdirSync(include).filter((entry) => entry.endsWith('-linux-gnu'));
      folders.push(...triples.map((entry) => path.join(include, entry)));
    }
  }
  return folders.map((folder) => path.join(folder, name)).find(existsSync);
}

/** The Chromium of the page tests: $CHROMIUM, or the system's own. */
export function chromium() {
  const elsewhere = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:/Program Files/Google/Chrome/Application/chrome.exe',
  ];
  const names = [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome', ...elsewhere];
  return which(...names.filter(Boolean));
}

export const firefox = () => which('firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox');

/** WebKitGTK's small browser, which no PATH has. */
export function webkit() {
  const folders = ['/usr/lib', '/usr/libexec'].filter(existsSync).flatMap((folder) => [
    folder,
    ...readdirSync(folder)
      .filter((name) => name.endsWith('-linux-gnu'))
      .map((name) => path.join(folder, name)),
  ]);
  const places = folders.flatMap((folder) => ['6.0', '4.1', '4.0'].map((version) => `${folder}/webkit2gtk-${version}`));
  return places.map((folder) => path.join(folder, 'MiniBrowser')).find(existsSync);
}
