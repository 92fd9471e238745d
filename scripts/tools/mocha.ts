import { resolveProjectPath } from './paths.ts';
import { runInForeground } from './processes.ts';

/**
 * Runs the tests of a folder of `test`, which has a `.mocharc.json`, and reports as `npm test` wants
 * it. Resolves with the exit code.
 */
export function runMocha(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return runInForeground(
    process.execPath,
    [
      resolveProjectPath('node_modules/mocha/bin/mocha.js'),
      ...['--config', resolveProjectPath(`test/${folder}/.mocharc.json`)],
      ...['--reporter', resolveProjectPath('scripts/countReporter.ts')],
      ...args,
    ],
    { cwd: resolveProjectPath('.'), env },
  );
}
