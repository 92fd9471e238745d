/**
 * Kills the extension host of the packaged extension at every step. Arguments are passed on to
 * mocha.
 */
import { runMocha } from './tools/mocha.ts';
import { ensurePackage } from './vscode/packages.ts';

await ensurePackage();
process.exit(await runMocha('kill', process.argv.slice(2)));
