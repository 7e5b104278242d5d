// How large the package's entries are, and how large they may be: README and the tests of the tarball take it from here.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** At most so many bytes by `gzip -9`, of all that an entry of package.json's `exports` makes a program fetch. */
export const bars = { '.': 32_000, './js': 45_000 };

/** The files that are fetched when `file` is imported: itself and what it imports statically, directly or not. */
export async function fetched(file) {
  const imports = new Map();
  const record = { name: 'record', moduleParsed: ({ id, importedIds }) => void imports.set(id, importedIds) };
  const bundle = await rolldown({ input: file, plugins: [record] });
  await bundle.generate();
  await bundle.close();
  const files = new Set([path.resolve(file)]);
  for (const name of files) for (const imported of imports.get(name)) files.add(imported);
  return [...files];
}

/** The bytes of some files, one by one, plain and by `gzip -9`. */
export async function sizes(files) {
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const sum = (measure) => contents.reduce((total, bytes) => total + measure(bytes), 0);
  return { bytes: sum((bytes) => bytes.length), gzip: sum((bytes) => gzipSync(bytes, { level: 9 }).length) };
}
