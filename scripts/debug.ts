/**
 * `npm run debug`: starts what "Run Extension" in `.vscode/launch.json` needs besides the bundles:
 * a fresh copy of the sample workspace, and the simulated service on fixed ports.
 */
import { cpSync } from 'node:fs';
import { removeFolder } from './tools/cleanup.ts';
import { resolveProjectPath } from './tools/paths.ts';
import { runInForeground } from './tools/processes.ts';
import { debugPort } from './tools/simulatedService.ts';

// A copy, so that debugging does not change the workspace that tests start from.
const workspace = resolveProjectPath('.vscode-test/lantern-bay');
removeFolder(workspace);
cpSync(resolveProjectPath('sample'), workspace, { recursive: true });
// `.vscode/tasks.json` waits for the line after this one.
console.log('Starting the simulated service');
const gateway = [resolveProjectPath('test/gateway/main.ts'), '--port', String(debugPort)];
process.exit(await runInForeground(process.execPath, gateway));
