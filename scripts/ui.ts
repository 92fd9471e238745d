/** Runs the UI tests against the packaged extension; arguments are passed on to mocha. */
import { inProject } from './tools/paths.ts';
import { runInForeground } from './tools/processes.ts';
import { ensurePackage } from './vscode/packages.ts';

await ensurePackage();
process.exit(
  await runInForeground(
    process.execPath,
    [
      inProject('node_modules/mocha/bin/mocha.js'),
      ...['--config', inProject('test/ui/.mocharc.json')],
      ...['--reporter', inProject('scripts/countReporter.ts')],
      ...process.argv.slice(2),
    ],
    { cwd: inProject('.') },
  ),
);
