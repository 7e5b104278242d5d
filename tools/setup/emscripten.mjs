// Finds Emscripten or fetches it into .toolchain/. Later runs find it there at once.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { obstacle } from '../lib/obstacles.mjs';
import { Failure, root, run, step } from '../lib/run.mjs';
import { brief, install, update } from './apt.mjs';
import { fetchDebs } from './debs.mjs';
import { installEmsdk } from './emsdk.mjs';
import { which } from './programs.mjs';

const pinned = '3.1.69';
const llvm = 'llvm-19';
const toolchain = path.join(root, '.toolchain');

// Debian 13 has the pinned version. Its packages, with all that they load, can be unpacked beside an older system.
const suite = 'trixie';
const packages = [
  'emscripten binaryen clang-19 lld-19 llvm-19 llvm-19-linker-tools libclang-common-19-dev libclang-cpp19 libllvm19',
  'libz3-4 libxml2 libicu76 liblzma5 libedit2 libbsd0 libmd0 libtinfo6 libffi8 zlib1g libzstd1 libstdc++6',
  'libgcc-s1 libc6 patchelf',
].flatMap((line) => line.split(' '));
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

function newEnough(version) {
  const found = (version.match(/\d+/g) ?? []).map(Number);
  const wanted = pinned.split('.').map(Number);
  const index = wanted.findIndex((number, at) => number !== found[at]);
  return index < 0 || found[index] > wanted[index];
}

/** The Emscripten in one of the folders, if it is new enough. */
function inspect(source, folders, env = {}) {
  for (const folder of folders) {
    const file = path.join(folder, 'emscripten-version.txt');
    if (!existsSync(file)) continue;
    const version = readFileSync(file, 'utf8').replaceAll('"', '').trim();
    if (!newEnough(version)) return undefined;
    // `--emit-tsd` starts tsc, and every tool starts node.
    const bin = [path.join(root, 'node_modules/.bin'), path.dirname(process.execPath), process.env.PATH];
    return { version, source, env: { EMSCRIPTEN_ROOT: folder, ...env, PATH: bin.join(path.delimiter) } };
  }
}

function installed() {
  if (process.env.EMSDK) {
    const found = inspect('$EMSDK', [path.join(process.env.EMSDK, 'upstream/emscripten')]);
    if (found) return found;
  }
  const emcc = which('emcc');
  if (!emcc) return undefined;
  const folder = path.dirname(realpathSync(emcc));
  return inspect(emcc, [folder, path.join(folder, '../libexec')]);
}

const emsdk = path.join(toolchain, `emsdk-${pinned}`);
const unpacked = path.join(toolchain, `emscripten-${pinned}`);
const stamp = path.join(unpacked, 'location');
const share = 'usr/share/emscripten';

const config = `import os
usr = os.path.normpath(os.path.join(os.path.dirname(os.environ['EM_CONFIG']), '../..'))
LLVM_ROOT = os.path.join(usr, 'lib/${llvm}/bin')
BINARYEN_ROOT = usr
`;

const triple = (folder) => readdirSync(path.join(folder, 'usr/lib')).find((name) => name.endsWith('-linux-gnu'));

/** Makes the programs in `folder` start with the libraries beside them, once `folder` is at `location`. */
async function relocate(folder, location, runLogged) {
  const libraries = `usr/lib/${triple(folder)}`;
  const names = readdirSync(path.join(folder, libraries));
  const loader = path.join(
    libraries,
    names.find((name) => name.startsWith('ld-linux')),
  );
  const start = [path.join(folder, loader), '--library-path', path.join(folder, libraries)];
  const patchelf = (...command) => runLogged([...start, path.join(folder, 'usr/bin/patchelf'), ...command]);
  // A search path of their own would keep these from that of the program.
  for (const name of names.filter((library) => /^lib(LLVM|clang-cpp)\.so/.test(library))) {
    await patchelf('--remove-rpath', path.join(folder, libraries, name));
  }
  const tools = ['ar', 'cxxfilt', 'dwarfdump', 'nm', 'objcopy', 'ranlib', 'strip'];
  const wasm = readdirSync(path.join(folder, 'usr/bin')).filter((name) => /^wasm(-(?!ld)|2js)/.test(name));
  for (const name of ['clang', 'lld', ...tools.map((tool) => `llvm-${tool}`), ...wasm]) {
    const bin = name.startsWith('wasm') ? 'usr/bin' : `usr/lib/${llvm}/bin`;
    const file = realpathSync(path.join(folder, bin, name));
    if (readFileSync(file).subarray(0, 4).toString('latin1') !== '\x7fELF') continue;
    const up = path.relative(path.dirname(file), folder);
    const search = [libraries, `usr/lib/${llvm}/lib`].map((library) => `$ORIGIN/${up}/${library}`).join(':');
    await patchelf('--set-interpreter', path.join(location, loader), '--force-rpath', '--set-rpath', search, file);
  }
  // Emscripten empties its cache, the system libraries with it, when this names another place.
  rmSync(path.join(folder, share, 'cache/sanity.txt'), { force: true });
  writeFileSync(path.join(folder, 'location'), location);
}

async function found() {
  const own = installed();
  if (own) {
    console.log(`  Emscripten ${own.version} from ${own.source}`);
    return own;
  }
  const upstream = path.join(emsdk, 'upstream/emscripten');
  if (existsSync(upstream)) return inspect('.toolchain/emsdk', [upstream]);
  if (!existsSync(stamp)) return undefined;
  if (readFileSync(stamp, 'utf8') !== unpacked) {
    try {
      await step('Settling Emscripten at its new place', (runLogged) => relocate(unpacked, unpacked, runLogged));
    } catch (error) {
      if (obstacle(error)) throw error;
      // An interruption may have left half of a program: it is fetched again.
      rmSync(unpacked, { recursive: true });
      return undefined;
    }
  }
  const folder = path.join(unpacked, share);
  return inspect('.toolchain', [folder], {
    EM_CONFIG: path.join(folder, '.emscripten'),
    EM_CACHE: path.join(folder, 'cache'),
  });
}

async function ownPackage() {
  await update().catch(() => {});
  const policy = await run(['apt-cache', 'policy', 'emscripten'], { env: { LC_ALL: 'C' } });
  const candidate = /Candidate: (\d\S*)/.exec(policy)?.[1];
  if (!candidate || !newEnough(candidate)) return false;
  await install(['emscripten']);
  return true;
}

/** The address of the machine's own Debian mirror, from apt's configuration. */
async function mirror() {
  const codename = /^VERSION_CODENAME=(\S+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const targets = await run(['apt-get', 'indextargets', '--format', format, 'Created-By: Packages']);
  const rows = targets.split('\n').map((line) => line.split(' '));
  const isMain = ([, release, component]) =>
    [codename, 'stable', 'oldstable'].includes(release) && component === 'main';
  const [uri] = rows.find(isMain) ?? [];
  if (!uri) throw new Failure(`apt's configuration names no mirror for ${codename}`);
  return uri;
}

function isDebian() {
  return (
    existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) && existsSync(keyring)
  );
}

async function unpackDebian() {
  const part = `${unpacked}.part`;
  const apt = path.join(toolchain, 'apt');
  const debs = path.join(apt, 'debs');
  const list = path.join(apt, `${suite}.list`);
  rmSync(part, { recursive: true, force: true });
  for (const folder of [part, debs, path.join(apt, 'lists/partial'), path.join(apt, 'cache/archives/partial')]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(list, `deb [signed-by=${keyring}] ${await mirror()} ${suite} main\n`);
  const settings = {
    'Dir::Etc::SourceList': list,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': path.join(apt, 'lists'),
    'Dir::State::status': '/dev/null',
    'Dir::Cache': path.join(apt, 'cache'),
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  const aptGet = ['apt-get', '-q', ...Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`])];
  await step(
    `Fetching Emscripten ${pinned} from Debian ${suite} (320 MB)`,
    async (runLogged) => {
      await runLogged([...aptGet, 'update', '--error-on=any']);
      await fetchDebs(runLogged, aptGet, packages, debs);
    },
    brief,
  );
  await step('Unpacking Emscripten', async (runLogged) => {
    const unwanted = ['*-emscripten/lto*', '*-emscripten/pic', '*/share/doc', '*/share/man', '*/llvm-exegesis'];
    const tar = `tar -x --no-same-owner -C "$2" ${unwanted.map((pattern) => `--exclude='${pattern}'`).join(' ')}`;
    const script = `set -o pipefail; dpkg-deb --fsys-tarfile "$1" | ${tar}`;
    const unpack = (deb) => runLogged(['bash', '-c', script, 'unpack', path.join(debs, deb), part]);
    const { emscripten: large, ...others } = Object.fromEntries(
      readdirSync(debs).map((deb) => [deb.split('_')[0], deb]),
    );
    const small = async () => {
      for (const deb of Object.values(others)) await unpack(deb);
    };
    await Promise.all([unpack(large), small()]);
    writeFileSync(path.join(part, share, '.emscripten'), config);
    // Its scripts are not ES modules, as the repository's own package.json would have it.
    writeFileSync(path.join(part, share, 'package.json'), '{ "type": "commonjs" }\n');
    await relocate(part, unpacked, runLogged);
    renameSync(part, unpacked);
    rmSync(apt, { recursive: true });
  });
}

async function fetch() {
  try {
    const own = which('apt-get') && (await ownPackage());
    if (!own) await (isDebian() ? unpackDebian() : installEmsdk(emsdk, pinned));
    const there = await found();
    if (!there) throw new Failure('what was installed is not found, or older');
    return there;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `Emscripten ${pinned} or newer, with emcc on PATH or its emsdk named by EMSDK (${error.message})`,
    );
  }
}

let once;

/** Emscripten: its version, and the environment that emcc and the CMake presets need. */
export function emscripten() {
  once ??= found().then((there) => there ?? fetch());
  return once;
}
