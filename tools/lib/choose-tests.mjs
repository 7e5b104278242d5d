// The meaning of names that npm test is given: steps, folders, files and tests.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure, root } from './run.mjs';

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * The tests of a file: the title of each, a pattern for it where there are expressions in it, and one for the test `around`
 * it, where it is `within` another: that is what Node's runner can run.
 */
function testsIn(file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  if (file.endsWith('.cpp')) {
    const found = text.matchAll(/^(?:TYPED_)?TEST(?:_[FP])?\((\w+), (\w+)\)/gm);
    return Array.from(found, ([, suite, name]) => {
      const title = `${suite}.${name}`;
      return { title, pattern: `^(\\w+/)?${escaped(title)}[</]`, around: escaped(title) };
    });
  }
  const found = text.matchAll(/(?<![.\w])(\w+\.)?test\(\s*(['"`])((?:\\.|(?!\2).)*)\2/g);
  let around;
  return Array.from(found, ([, within, , quoted]) => {
    const title = quoted.replace(/\\(.)/g, '$1');
    const pattern = `^${title
      .split(/\$\{[^}]*\}/)
      .map(escaped)
      .join('.*')}$`;
    if (!within) around = pattern;
    return { title, pattern, within, around };
  });
}

/** The tests of a step for which `isMeant`, and their files; those that are not within others by the `name`, if there is one. */
function testsOf({ files = [] }, isMeant, name) {
  const chosen = files.filter((file) => path.extname(file) && testsIn(file).some(isMeant));
  const tests = chosen.flatMap(testsIn).filter(isMeant);
  const titles = tests.map(({ within, around }) => (name && !within ? `^${escaped(name)}$` : around));
  return chosen.length && { chosen, titles: [...new Set(titles)] };
}

const same = (title, name) => title.toLowerCase() === name.toLowerCase();
const has = (title, name) => title.toLowerCase().includes(name.toLowerCase());

/** The meanings of a name in a step: all of it, some of its files, or tests in them. The first that is found counts. */
const meanings = [
  ({ title }, name) => same(title, name) && {},
  ({ title }, name) => has(title, name) && {},
  ({ files = [] }, name) => {
    const chosen = files.filter((file) => has(`/${file}/`, `/${name}/`) || `${name}/`.startsWith(`${file}/`));
    if (chosen.length === files.length) return chosen.length && {};
    const native = testsOf({ files: chosen.filter((file) => file.endsWith('.cpp')) }, () => true);
    return chosen.length && { chosen, ...native };
  },
  (step, name) => testsOf(step, ({ title }) => has(title, name)),
  // A title with expressions in it; not one that is nothing else, which would mean everything.
  (step, name) => testsOf(step, ({ pattern }) => /\w/.test(pattern) && new RegExp(pattern, 'i').test(name), name),
];

/** The steps that the names mean, each with what is chosen of it. A name means what is in the first of the lists that has it. */
export function choose(names, ...lists) {
  const chosen = new Map();
  for (const name of names.map((given) => given.replace(/^\.\/|\/$/g, ''))) {
    const tries = meanings.flatMap((means) =>
      lists.map((steps) => steps.map((step) => [step, means(step, name)]).filter(([, choice]) => choice)),
    );
    const found = tries.find(({ length }) => length);
    if (!found) throw new Failure(`nothing is called "${name}"; there are\n${list(lists.at(-1))}`);
    for (const [step, choice] of found) chosen.set(step, [...(chosen.get(step) ?? []), choice]);
  }
  return chosen;
}

function list(steps) {
  const files = steps.flatMap((step) => step.files ?? []);
  const folders = new Set(files.map((file) => (path.extname(file) ? path.dirname(file) : file)));
  const titles = steps.map(({ title }) => title);
  return `${[...titles, ...folders].map((one) => `  ${one}\n`).join('')}and the files and the titles of the tests in these folders`;
}
