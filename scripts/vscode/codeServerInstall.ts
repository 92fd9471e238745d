import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { registerCleanup, removeFolder } from '../tools/cleanup.ts';
import { runNpm } from '../tools/npm.ts';
import { resolveProjectPath } from '../tools/paths.ts';

/** code-server numbers its releases after the VS Code it carries: this one is VS Code 1.139.1. */
const codeServerVersion = '4.139.1';

const installFolder = resolveProjectPath(`.vscode-test/code-server-${codeServerVersion}`);

const quietNpmArgs = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Where the parts of an installed code-server are, as absolute paths. */
export interface CodeServer {
  /** code-server's own entry script, for Node. */
  readonly entry: string;
  /** The entry script of the bare VS Code server inside. */
  readonly serverMain: string;
}

/**
 * Installs code-server on first use (about half a minute), kept in `.vscode-test` as test-electron
 * keeps its downloads. Several at once do no harm: each builds its own and one takes the place.
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
  // Without a package.json of its own npm would install into the project around it.
  writeFileSync(join(stagingFolder, 'package.json'), '{ "private": true }\n');

  console.log(`Installing code-server ${codeServerVersion} (VS Code for the browser), once…`);
  await runNpm(['install', ...quietNpmArgs, `code-server@${codeServerVersion}`], {
    cwd: stagingFolder,
  });
  console.log('Installing the VS Code server inside it…');
  const server = join(stagingFolder, 'node_modules/code-server/lib/vscode');
  await runNpm(['install', '--omit=dev', ...quietNpmArgs], {
    cwd: server,
  });
  await buildLogger(server);

  try {
    renameSync(stagingFolder, installFolder);
  } catch (error) {
    // Another process was faster: its install is as good as ours.
    if (!existsSync(installFolder)) throw error;
    removeFolder(stagingFolder);
  }
  unregisterCleanup();
}

/** Without its logger the server works all the same, but writes no log files for the tests to search. */
async function buildLogger(server: string): Promise<void> {
  console.log('Building its logger…');
  try {
    await runNpm(['rebuild', '--no-audit', '--no-fund', '--loglevel=error', '@vscode/spdlog'], {
      cwd: server,
    });
  } catch {
    console.log('There is no C++ compiler for that, so there will be no log files.');
  }
}

/** Removes what installs that were killed left behind; their folders end in their process's id. */
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
