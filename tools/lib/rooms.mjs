// The rules of rooms: every folder says what is in it, no room is too full, no name stands twice, nothing is loose in web/.

/** Folders of data, or of many files of one kind: their README has no list, and folders in them have none. */
const COLLECTIONS = [
  'bench/peers',
  'src/kassei/activations',
  'tests/installed/matrix/app',
  'tests/installed/types/compilers',
  'web/content',
  'web/styles',
];
const ROOMS = ['src', 'web', 'tools', 'tests', 'bench'];
const MOST_FILES = 16;
const MOST_FOLDERS_OF_WEB = 13;
const MOST_LINES = 300;

const isCode = (name) => /\.(?:ts|mjs|hpp|cpp)$/.test(name);
/** Settings of npm and locks are listed nowhere: their package.json tells of them. */
const isSetting = (name) => name === 'README.md' || name.startsWith('.') || /^package(?:-lock)?\.json$/.test(name);
const inside = (file, folder) => file.startsWith(`${folder}/`);

/** Files and folders directly in each folder. */
function contents(files) {
  const folders = new Map();
  for (const file of files) {
    const parts = file.split('/');
    for (let i = 1; i < parts.length; i++) {
      const folder = parts.slice(0, i).join('/');
      const found = folders.get(folder) ?? { files: new Set(), folders: new Set() };
      folders.set(folder, found);
      (i === parts.length - 1 ? found.files : found.folders).add(parts[i]);
    }
  }
  return folders;
}

/** The names of a README's list. */
const listed = (readme) => [...readme.matchAll(/^- `([^`]+)`: \S/gm)].map(([, name]) => name);

function faultsOfReadme(folder, { files, folders }, read) {
  if (!files.has('README.md')) return [`${folder} has no README.md, which says what is in it`];
  if (COLLECTIONS.includes(folder)) return [];
  const there = [...files].filter((name) => !isSetting(name)).concat([...folders]);
  const names = listed(read(`${folder}/README.md`));
  return [
    ...there
      .filter((name) => !names.includes(name))
      .map((name) => `${folder}/README.md does not list \`${name}\`: add a line "- \`${name}\`: what it is"`),
    ...names
      .filter((name) => !there.includes(name))
      .map((name) => `${folder}/README.md lists \`${name}\`, which is not there`),
  ];
}

function faultsOfSize(folder, { files }) {
  const count = [...files].filter((name) => name !== 'README.md').length;
  if (COLLECTIONS.includes(folder) || count <= MOST_FILES) return [];
  return [`${folder} has ${count} files, at most ${MOST_FILES} are allowed: give some of them a room of their own`];
}

/** The same base name in two files of src, web and tools leaves open which of them is meant. */
function faultsOfNames(files) {
  const byName = new Map();
  for (const file of files.filter((file) => isCode(file) && /^(?:src|web|tools)\//.test(file))) {
    const name = file.replace(/^.*\//, '').replace(/(?:\.d)?\.\w+$/, '');
    if (name === 'index' || name === 'labels') continue;
    byName.set(name, [...(byName.get(name) ?? []), file]);
  }
  return [...byName.values()]
    .filter(({ length }) => length > 1)
    .map((same) => `one name for two files: ${same.join(', ')}`);
}

function faultsOfLength(files, read) {
  return files
    .filter((file) => isCode(file) && /^(?:src|web|tools|bench)\//.test(file))
    .map((file) => [file, read(file).split('\n').length - 1])
    .filter(([, lines]) => lines > MOST_LINES)
    .map(([file, lines]) => `${file} has ${lines} lines, at most ${MOST_LINES} are allowed: split it by subject`);
}

function faultsOfWeb({ files, folders }) {
  const loose = [...files].filter((name) => !['README.md', 'vite.config.ts'].includes(name));
  return [
    ...loose.map((name) => `web/${name} is loose: put it into the room of its subject`),
    ...(folders.size > MOST_FOLDERS_OF_WEB
      ? [`web has ${folders.size} folders, at most ${MOST_FOLDERS_OF_WEB} are allowed`]
      : []),
  ];
}

/** The faults of a house, one line each: `files` are the paths of the repository, `read` gives a file's text. */
export function roomFaults(files, read) {
  const folders = contents(files);
  const rooms = [...folders].filter(
    ([folder]) => ROOMS.includes(folder.split('/')[0]) && !COLLECTIONS.some((collection) => inside(folder, collection)),
  );
  return [
    ...rooms.flatMap(([folder, found]) => [...faultsOfReadme(folder, found, read), ...faultsOfSize(folder, found)]),
    ...faultsOfNames(files),
    ...faultsOfLength(files, read),
    ...faultsOfWeb(folders.get('web')),
  ];
}
