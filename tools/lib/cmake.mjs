// Builds by CMake's presets.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

/** Whether CMake remembers another place than this one: what has been moved here, or copied. */
function isMoved(preset) {
  const cache = path.join(root, 'build', preset, 'CMakeCache.txt');
  if (!existsSync(cache)) return false;
  const [, home] = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(readFileSync(cache, 'utf8')) ?? [];
  return home !== undefined && path.resolve(home) !== path.resolve(root);
}

/** Configures and builds a preset, or one target of it; `fresh` forgets what was found before. */
export async function cmake(run, preset, { env, target, fresh = isMoved(preset) } = {}) {
  await run(['cmake', ...(fresh ? ['--fresh'] : []), '--preset', preset], { env });
  await run(['cmake', '--build', '--preset', preset, ...(target ? ['--target', target] : [])], { env });
}
