import { inProject } from './paths.ts';
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
      inProject('node_modules/mocha/bin/mocha.js'),
      ...['--config', inProject(`test/${folder}/.mocharc.json`)],
      ...['--reporter', inProject('scripts/countReporter.ts')],
      ...args,
    ],
    { cwd: inProject('.'), env },
  );
}
