import { realpathSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname } from 'node:path';

/**
 * Lists the files that are loaded when VS Code activates an extension: its main file and what that
 * requires at load time.
 */
export function listActivationFiles(mainFile: string): string[] {
  const file = realpathSync(mainFile);
  const require = createRequire(file);
  const hooks = registerHooks({
    // Any module can stand in for `vscode`, because nothing of it is called at load time.
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
