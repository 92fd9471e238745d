/**
 * Runs the integration tests in the extension host of VS Code: the desktop app if it is installed,
 * otherwise the server with a headless browser. `--desktop` requires the desktop app and downloads
 * it if necessary. `--grep text` runs some tests.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { spawnGateway } from '../test/gateway/spawnGateway.ts';
import { removeFolder, createTemporaryFolder } from './tools/cleanup.ts';
import { resolveProjectPath, findOnPath } from './tools/paths.ts';
import { runInForeground } from './tools/processes.ts';
import { toSimulatedEnvironment } from './tools/simulatedService.ts';
import { createProfile, writeUserSettings } from './vscode/codeServer.ts';
import { toDesktopProfileArgs, findDesktop } from './vscode/desktop.ts';

/** The program that test-electron starts, and the arguments before its own. */
interface LaunchTarget {
  readonly program: string;
  readonly leadingArgs: readonly string[];
}

const { values: options } = parseArgs({
  options: { desktop: { type: 'boolean', default: false }, grep: { type: 'string' } },
});

// Delete the bundles of tests that no longer exist.
removeFolder(resolveProjectPath('out/test/integration'));
const buildExitCode = await runInForeground(process.execPath, [resolveProjectPath('esbuild.js')]);
process.exit(buildExitCode === 0 ? await runIntegrationTests() : buildExitCode);

async function runIntegrationTests(): Promise<number> {
  const { program, leadingArgs } = await chooseLaunchTarget(options.desktop);
  const folder = createTemporaryFolder('jimeng-integration');
  const workspace = join(folder, 'workspace');
  cpSync(resolveProjectPath('sample'), workspace, { recursive: true });
  const profile = createProfile(folder);
  writeUserSettings(profile);
  const gateway = await spawnGateway();
  try {
    return await runTests({
      vscodeExecutablePath: program,
      launchArgs: [...leadingArgs, workspace, ...toDesktopProfileArgs(profile)],
      extensionDevelopmentPath: resolveProjectPath('.'),
      extensionTestsPath: resolveProjectPath('out/test/integration/index.cjs'),
      extensionTestsEnv: {
        ...toSimulatedEnvironment(gateway.origins),
        JIMENG_TEST_ORIGINS: JSON.stringify(gateway.origins),
        ...(options.grep !== undefined && { JIMENG_TEST_GREP: options.grep }),
      },
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code ?? 1;
    throw error;
  } finally {
    await gateway.close();
  }
}

async function chooseLaunchTarget(requiresDesktop: boolean): Promise<LaunchTarget> {
  const program = findDesktop()?.program ?? (requiresDesktop ? await downloadDesktop() : undefined);
  if (program === undefined) {
    return {
      program: process.execPath,
      leadingArgs: [resolveProjectPath('scripts/vscode/serverHost.ts')],
    };
  }
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;
  if (hasDisplay) return { program, leadingArgs: [] };
  const virtualDisplay = findOnPath('xvfb-run');
  if (virtualDisplay === undefined) {
    throw new Error('Desktop VS Code needs a display: set DISPLAY or install xvfb-run.');
  }
  return { program: virtualDisplay, leadingArgs: ['-a', program] };
}

async function downloadDesktop(): Promise<string> {
  console.log('Downloading desktop VS Code…');
  try {
    return await downloadAndUnzipVSCode({ cachePath: resolveProjectPath('.vscode-test') });
  } catch (cause) {
    throw new Error(
      'Desktop VS Code is not installed and could not be downloaded. Omit --desktop to run the tests in the server.',
      { cause },
    );
  }
}
