import { resolveProjectPath } from './paths.ts';
import { runInForeground } from './processes.ts';

/**
 * Runs the tests of a folder of `test` (which has a `.mocharc.json`), or only the test files in
 * `args`, with the reporter that `npm test` expects. Resolves with the exit code.
 */
export function runMocha(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  // Not `spec` in the config file: mocha would run those files in addition to the ones in `args`.
  const areFilesNamed = args.some((arg) => arg.endsWith('.test.ts'));
  const spec = areFilesNamed ? [] : [`test/${folder}/**/*.test.ts`];
  return runInForeground(
    process.execPath,
    [
      resolveProjectPath('node_modules/mocha/bin/mocha.js'),
      ...['--config', resolveProjectPath(`test/${folder}/.mocharc.json`)],
      ...['--reporter', resolveProjectPath('scripts/countReporter.ts')],
      ...spec,
      ...args,
    ],
    { cwd: resolveProjectPath('.'), env },
  );
}
