/**
 * Runs the integration tests in VS Code's extension host: desktop VS Code if one is installed, else
 * the server behind a headless browser. `--desktop` insists on desktop and downloads it if need be.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { spawnGateway } from '../test/gateway/spawn.ts';
import { removeFolder, throwAwayFolder } from './tools/endings.ts';
import { inProject, onPath } from './tools/paths.ts';
import { runInForeground } from './tools/processes.ts';
import { simulatedEnvironment } from './tools/simulated.ts';
import { profileIn, writeUserSettings } from './vscode/codeServer.ts';
import { desktopProfile, findDesktop } from './vscode/desktop.ts';

/** A program to hand to test-electron, and what goes before test-electron's own arguments. */
interface Host {
  readonly program: string;
  readonly first: readonly string[];
}

// A test file that was deleted must not live on as its bundle.
removeFolder(inProject('out/test/integration'));
const built = await runInForeground(process.execPath, [inProject('esbuild.js')]);
process.exit(built === 0 ? await runIntegrationTests() : built);

async function runIntegrationTests(): Promise<number> {
  const { program, first } = await chooseHost(process.argv.includes('--desktop'));
  const folder = throwAwayFolder('jimeng-integration');
  const workspace = join(folder, 'workspace');
  cpSync(inProject('sample'), workspace, { recursive: true });
  const profile = profileIn(folder);
  writeUserSettings(profile);
  const gateway = await spawnGateway();
  try {
    return await runTests({
      vscodeExecutablePath: program,
      launchArgs: [...first, workspace, ...desktopProfile(profile)],
      extensionDevelopmentPath: inProject('.'),
      extensionTestsPath: inProject('out/test/integration/index.cjs'),
      extensionTestsEnv: {
        ...simulatedEnvironment(gateway.origins),
        JIMENG_TEST_ORIGINS: JSON.stringify(gateway.origins),
      },
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  } finally {
    await gateway.close();
  }
}

async function chooseHost(desktopOnly: boolean): Promise<Host> {
  const program = findDesktop()?.program ?? (desktopOnly ? await downloadDesktop() : undefined);
  if (program === undefined) {
    return { program: process.execPath, first: [inProject('scripts/vscode/serverHost.ts')] };
  }
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;
  if (hasDisplay) return { program, first: [] };
  const virtualDisplay = onPath('xvfb-run');
  if (virtualDisplay === undefined) {
    throw new Error('Desktop VS Code needs a display: set DISPLAY or install xvfb-run.');
  }
  return { program: virtualDisplay, first: ['-a', program] };
}

async function downloadDesktop(): Promise<string> {
  console.log('Fetching desktop VS Code…');
  try {
    return await downloadAndUnzipVSCode({ cachePath: inProject('.vscode-test') });
  } catch (cause) {
    throw new Error(
      'Desktop VS Code is not installed here and cannot be downloaded; without --desktop the tests run in the server.',
      { cause },
    );
  }
}
