import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { registerCleanup, removeFolder } from '../tools/cleanup.ts';
import { runNpm } from '../tools/npm.ts';
import { resolveProjectPath } from '../tools/paths.ts';

/**
 * The version of code-server is derived from its version of VS Code: this one contains VS Code
 * 1.139.1.
 */
const codeServerVersion = '4.139.1';

const installFolder = resolveProjectPath(`.vscode-test/code-server-${codeServerVersion}`);

const quietNpmArgs = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Absolute paths of an installed code-server. */
export interface CodeServer {
  /** The entry script of code-server. */
  readonly entry: string;
  /** The entry script of the VS Code server that it contains. */
  readonly serverMain: string;
}

/**
 * Installs code-server on first use (about half a minute) into `.vscode-test`, the cache of
 * test-electron. Safe to run in parallel: each process installs a copy of its own, and the first
 * one to finish is kept.
 */
export async function ensureCodeServer(): Promise<CodeServer> {
  if (!existsSync(installFolder)) await install();
  const root = join(installFolder, 'node_modules/code-server');
  return {
    entry: join(root, 'out/node/entry.js'),
    serverMain: join(root, 'lib/vscode/out/server-main.js'),
  };
}

async function install(): Promise<void> {
  removeAbandonedInstalls();
  const stagingFolder = `${installFolder}.${process.pid}`;
  mkdirSync(stagingFolder, { recursive: true });
  const unregisterCleanup = registerCleanup(() => {
    removeFolder(stagingFolder);
  });
  // Without a package.json, npm would install into the surrounding project.
  writeFileSync(join(stagingFolder, 'package.json'), '{ "private": true }\n');

  console.log(`Installing code-server ${codeServerVersion} (VS Code for the browser, only once)…`);
  await runNpm(['install', ...quietNpmArgs, `code-server@${codeServerVersion}`], {
    cwd: stagingFolder,
  });
  console.log('Installing its VS Code server…');
  const server = join(stagingFolder, 'node_modules/code-server/lib/vscode');
  await runNpm(['install', '--omit=dev', ...quietNpmArgs], {
    cwd: server,
  });
  await buildLogger(server);

  try {
    renameSync(stagingFolder, installFolder);
  } catch (error) {
    // Another process was faster. Use its installation.
    if (!existsSync(installFolder)) throw error;
    removeFolder(stagingFolder);
  }
  unregisterCleanup();
}

/**
 * Builds the logger. Without it the server works, but writes no log files for the tests to search.
 */
async function buildLogger(server: string): Promise<void> {
  console.log('Building its logger…');
  try {
    await runNpm(['rebuild', '--no-audit', '--no-fund', '--loglevel=error', '@vscode/spdlog'], {
      cwd: server,
    });
  } catch {
    console.log(
      'The logger could not be built (is a C++ compiler installed?). The server will not write log files.',
    );
  }
}

/** Removes what killed installations left behind. Their folders end in the process ID. */
function removeAbandonedInstalls(): void {
  const parent = dirname(installFolder);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const [, id] = name.split(`${basename(installFolder)}.`);
    if (id !== undefined && !isRunning(Number(id))) removeFolder(join(parent, name));
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}
