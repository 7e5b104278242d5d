// What an interrupted set-up leaves of Debian's packages: parts, and damage that has the right size.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { run } from '../../../tools/lib/run.mjs';
import { fetchDebs } from '../../../tools/setup/debs.mjs';
import { checkOut } from '../../../tools/setup/emsdk.mjs';
import { which } from '../../../tools/setup/programs.mjs';

function temporary(t) {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kassei-debs-')));
  t.after(() => rmSync(folder, { recursive: true }));
  return (...parts) => path.join(folder, ...parts);
}

/** A repository of two packages on this disk, and apt-get for it alone. */
function repository(at) {
  const entries = ['one', 'two'].map((name) => {
    mkdirSync(at(name, 'DEBIAN'), { recursive: true });
    const control = `Package: ${name}\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: ${name}\n`;
    writeFileSync(at(name, 'DEBIAN/control'), control);
    mkdirSync(at('repository'), { recursive: true });
    const file = at('repository', `${name}_1_all.deb`);
    execFileSync('dpkg-deb', ['--build', at(name), file]);
    const bytes = readFileSync(file);
    const sum = createHash('sha256').update(bytes).digest('hex');
    return `${control}Filename: ./${name}_1_all.deb\nSize: ${bytes.length}\nSHA256: ${sum}\n`;
  });
  writeFileSync(at('repository/Packages'), entries.join('\n'));
  for (const folder of ['debs', 'lists/partial', 'cache/archives/partial']) mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('list'), `deb [trusted=yes] file:${at('repository')} ./\n`);
  const settings = {
    'Dir::Etc::SourceList': at('list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': at('lists'),
    'Dir::State::status': '/dev/null',
    'Dir::Cache': at('cache'),
    'APT::Sandbox::User': process.getuid() === 0 ? 'root' : '',
  };
  return ['apt-get', '-q', ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])];
}

test('packages left by an interrupted set-up are verified, and damaged ones fetched again', {
  skip: !which('apt-get') && 'this system has no apt-get, so set-up fetches no packages',
}, async (t) => {
  const at = temporary(t);
  const aptGet = repository(at);
  await run([...aptGet, 'update']);
  const whole = readFileSync(at('repository/one_1_all.deb'));
  const damaged = Buffer.from(whole).fill(0, 100);
  for (const left of [damaged, whole.subarray(0, 100), Buffer.alloc(0), whole]) {
    writeFileSync(at('debs/one_1_all.deb'), left);
    writeFileSync(at('debs/old_1_all.deb'), 'of another version');
    await fetchDebs(run, aptGet, ['one', 'two'], at('debs'));
    assert.deepEqual(readdirSync(at('debs')), ['one_1_all.deb', 'two_1_all.deb']);
    for (const name of readdirSync(at('debs')))
      assert.deepEqual(readFileSync(at('debs', name)), readFileSync(at('repository', name)));
  }
  writeFileSync(at('repository/one_1_all.deb'), damaged);
  rmSync(at('debs'), { recursive: true });
  mkdirSync(at('debs'));
  await assert.rejects(fetchDebs(run, aptGet, ['one', 'two'], at('debs')));
});

test('a repository is taken at the named commit, not at its newest, and another commit is refused', async (t) => {
  const at = temporary(t);
  const git = (...args) =>
    execFileSync('git', ['-C', at(), '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet', 'source');
  const commit = (message) => {
    git('-C', 'source', 'commit', '--quiet', '--allow-empty', '-m', message);
    return git('-C', 'source', 'rev-parse', 'HEAD');
  };
  const [old, newest] = [commit('old'), commit('newest')];
  await checkOut(run, at('source'), old, at('taken'));
  assert.equal(git('-C', 'taken', 'rev-parse', 'HEAD'), old);
  git('-C', 'source', 'branch', '0'.repeat(39), newest);
  await assert.rejects(checkOut(run, at('source'), '0'.repeat(39), at('other')), /gave the commit/);
});
