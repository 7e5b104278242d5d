// The package as it is published: a copy, whose README's links work away from the repository. The sources keep theirs.
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure, root } from './run.mjs';

const at = (...parts) => path.join(root, ...parts);

/** The address of the repository's pages, from package.json's `repository`. */
export function repositoryAddress({ repository }) {
  const way = 'npm pkg set repository.type=git repository.url=git+https://HOST/OWNER/NAME.git';
  if (!repository) {
    throw new Failure(
      `package.json has no "repository". Without it README's links break on npm, and npm takes no statement of origin. ` +
        `Set the public repository's address: ${way} (the workflow "Publish" does so before it publishes)`,
    );
  }
  const url = repository.url ?? repository;
  const [, address] = /^(?:git\+)?(https:\/\/[^/]+\/.+?)(?:\.git)?$/.exec(url) ?? [];
  if (address) return address;
  throw new Failure(
    `package.json's "repository" must have an https address, got ${JSON.stringify(url)}. Set it: ${way}`,
  );
}

/** Code, in which nothing is a link. */
const CODE = /(^```[\s\S]*?^```$|`[^`\n]+`)/m;
const RELATIVE_LINK = /\]\((?!\w+:|#)([^)\s]+)/g;

/** Markdown whose relative links lead to the files of that version's tag. */
const withAbsoluteLinks = (text, address, version) =>
  text
    .split(CODE)
    .map((part, i) =>
      i % 2
        ? part
        : part.replace(RELATIVE_LINK, (_, file) => {
            const view = /\.(?:png|svg)$/.test(file) ? 'raw' : 'blob';
            return `](${address}/${view}/v${version}/${file}`;
          }),
    )
    .join('');

/**
 * Writes what is published into `folder`. Only this copy can be published: `private` makes npm refuse the repository itself,
 * whose README would lead nowhere. Without a repository, for tests alone, the links stay as they are. The Japanese
 * README stays behind: npm shows whichever README it finds first.
 */
export async function stage(folder, { private: _, scripts, devDependencies, ...manifest }) {
  await rm(folder, { recursive: true, force: true });
  for (const name of [...manifest.files, 'LICENSE']) await cp(at(name), path.join(folder, name), { recursive: true });
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const readme = await readFile(at('README.md'), 'utf8');
  const published = manifest.repository
    ? withAbsoluteLinks(readme, repositoryAddress(manifest), manifest.version)
    : readme;
  await writeFile(path.join(folder, 'README.md'), published);
}
