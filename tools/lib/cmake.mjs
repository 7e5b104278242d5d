// Builds by CMake's presets.
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { locked } from './lock.mjs';
import { root } from './run.mjs';

/** Whether CMake remembers another place than this one: what has been moved here, or copied. */
function isMoved(preset) {
  const cache = path.join(root, 'build', preset, 'CMakeCache.txt');
  if (!existsSync(cache)) return false;
  const [, home] = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(readFileSync(cache, 'utf8')) ?? [];
  return home !== undefined && path.resolve(home) !== path.resolve(root);
}

/** Configures and builds a preset, or one target of it; `fresh` forgets what was found and compiled before. */
export const cmake = (run, preset, { env, target, fresh = isMoved(preset) } = {}) =>
  locked(async () => {
    const folder = path.join(root, 'build', preset);
    mkdirSync(folder, { recursive: true });
    // CMake does not say why it cannot write.
    accessSync(folder, constants.W_OK);
    await run(['cmake', ...(fresh ? ['--fresh'] : []), '--preset', preset], { env });
    const options = [...(fresh ? ['--clean-first'] : []), ...(target ? ['--target', target] : [])];
    await run(['cmake', '--build', '--preset', preset, ...options], { env });
  });
