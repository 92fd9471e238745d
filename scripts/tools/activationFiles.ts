import { realpathSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname } from 'node:path';

/**
 * The files that are loaded when VS Code activates an extension: its main file, and what that requires
 * before any of its functions runs.
 */
export function listActivationFiles(mainFile: string): string[] {
  const file = realpathSync(mainFile);
  const require = createRequire(file);
  const hooks = registerHooks({
    // Any module does in its place, as nothing of it is called yet.
    resolve: (name, context, next) =>
      name === 'vscode'
        ? { url: 'node:events', format: 'builtin', shortCircuit: true }
        : next(name, context),
  });
  try {
    require(file);
  } finally {
    hooks.deregister();
  }
  return Object.keys(require.cache).filter((each) => dirname(each) === dirname(file));
}
