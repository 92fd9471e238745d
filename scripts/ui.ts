/** Runs the UI tests with the packaged extension. Arguments are passed on to mocha. */
import { runMocha } from './tools/mocha.ts';
import { ensurePackage } from './vscode/packages.ts';

await ensurePackage();
process.exit(await runMocha('ui', process.argv.slice(2)));
