// Installs what is missing, and nothing when all is there: npm's packages, Debian's packages, Emscripten.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { locked } from '../lib/lock.mjs';
import { Failure, root, step } from '../lib/run.mjs';
import { brief, install, interrupted } from './apt.mjs';
import { emscripten } from './emscripten.mjs';
import { chromium, firefox, header, npm, webkit, which } from './programs.mjs';

function japaneseFont() {
  if (process.platform !== 'linux' || existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')) return true;
  return which('fc-list') && execFileSync('fc-list', [':lang=ja', 'family'], { encoding: 'utf8' }).trim() !== '';
}

// The parts of each need: Debian's package, how its presence is seen, and its name elsewhere.
const needs = {
  build: [
    ['python3', () => which('python3', 'python'), 'Python 3'],
    ['cmake', () => which('cmake'), 'CMake >= 3.25'],
    ['ninja-build', () => which('ninja'), 'Ninja'],
    ['g++', () => which('g++', 'c++'), 'a C++20 compiler'],
  ],
  native: [
    ['libgtest-dev', () => header('gtest/gtest.h'), 'GoogleTest'],
    ['libmpfr-dev', () => header('mpfr.h'), 'MPFR'],
  ],
  compilers: [
    ['g++', () => which('g++'), 'g++'],
    ['clang', () => which('clang++'), 'clang++'],
  ],
  browser: [
    ['chromium', chromium, 'Chromium or Chrome (or its path in CHROMIUM)'],
    ['fonts-noto-cjk', japaneseFont, 'a Japanese font'],
  ],
  engines: [
    ['firefox-esr', firefox, 'Firefox'],
    ['webkit2gtk-driver', webkit, "WebKitGTK's MiniBrowser"],
    ['xvfb', () => which('Xvfb'), 'Xvfb'],
    ['xauth', () => which('xvfb-run') && which('xauth'), 'xvfb-run and xauth'],
  ],
  fit: [['sollya', () => which('sollya'), 'Sollya']],
  lint: [
    ['clang-format', () => which('clang-format'), 'clang-format'],
    ['clang-tidy', () => which('clang-tidy'), 'clang-tidy'],
  ],
};

/** Whether node_modules is what package-lock.json says; npm writes its own record last. */
function npmMatches(folder) {
  const record = path.join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    return name === '' || (there[name] ? there[name].version === version : optional);
  });
}

/** Installs the npm packages of one folder's package-lock.json. */
export const npmInstall = (folder = root) => locked(() => installPackages(folder));

async function installPackages(folder) {
  if (npmMatches(folder)) return;
  const where = path.relative(root, folder);
  // `npm ci` would refuse a lock without other platforms' optional packages, which not every registry carries.
  const command = [...npm, 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  // Its own pauses between tries take ten minutes to find that there is no network.
  command.push('--fetch-retry-mintimeout=500', '--fetch-retry-factor=2');
  try {
    await step(`Installing npm packages${where && ` of ${where}`}`, command, { cwd: folder, ...brief });
  } catch (error) {
    throw new Failure(`npm packages: \`npm install --ignore-scripts\`${where && ` in ${where}`} (${error.message})`);
  }
}

async function debianPackages(wanted) {
  const missing = wanted.filter(([, there]) => interrupted() || !there());
  if (!missing.length) return;
  try {
    await install(missing.map(([name]) => name));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const lines = missing.map(([name, , elsewhere]) => `${elsewhere} (Debian: ${name})`);
    throw new Failure(`${lines.join('\n  - ')}\n    (${error.message})`);
  }
}

/** Gets the machine ready to build, and for what else is asked, by the names of `needs`. */
export const setup = (asked) => locked(() => installAll(asked));

/** What CMake, Emscripten, TypeDoc or Vite cannot have in a path, and the sign that divides PATH. */
const UNBEARABLE = process.platform === 'win32' ? /[;%#(){}[\]]/ : /[";%#?*:(){}[\]\\\n]/;

function assertPlace() {
  const [sign] = UNBEARABLE.exec(root) ?? [];
  if (sign) {
    throw new Failure(
      `The path of this checkout has the character ${JSON.stringify(sign)}, which CMake, Emscripten, TypeDoc, Vite or PATH cannot bear: ${root}\n` +
        'Move or rename the folder, and run the command again.',
    );
  }
  for (const name of ['build', 'dist']) {
    if (!lstatSync(path.join(root, name), { throwIfNoEntry: false })?.isSymbolicLink()) continue;
    throw new Failure(
      `${name} is a link, and from its real place the sources beside it are not found. ` +
        'Remove the link, or put the whole checkout there, and run the command again.',
    );
  }
}

async function installAll(asked = {}) {
  assertPlace();
  const wanted = Object.entries(needs).flatMap(([need, parts]) => (need === 'build' || asked[need] ? parts : []));
  const results = await Promise.allSettled([npmInstall(), debianPackages(wanted), emscripten()]);
  const failed = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason);
  const bug = failed.find((error) => !(error instanceof Failure));
  if (bug) throw bug;
  if (failed.length) {
    const list = failed.map((error) => `  - ${error.message}`).join('\n');
    throw new Failure(`Not everything could be installed. Please do by hand:\n${list}\nand run the command again.`);
  }
}
