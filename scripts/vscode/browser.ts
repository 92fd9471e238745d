import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import * as v from 'valibot';
import { resolveProjectPath, isExecutable, findOnPath } from '../tools/paths.ts';
import { runInForeground } from '../tools/processes.ts';

/** For machines without Internet access or a GPU. */
const browserArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const environmentSchema = v.object({
  CHROME_PATH: v.optional(v.string()),
  LOCALAPPDATA: v.optional(v.string(), ''),
  PROGRAMFILES: v.optional(v.string(), ''),
  'PROGRAMFILES(X86)': v.optional(v.string(), ''),
});

/**
 * Launches a headless Chromium, and installs it first if necessary. It is closed when this process
 * exits.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureBrowser(),
    args: isRoot() ? ['--no-sandbox', ...browserArgs] : browserArgs,
    // Our own signal handlers exit this process, which closes the browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * Returns the path of a Chromium-based browser: `CHROME_PATH`, an installed one, or a new
 * installation.
 * @throws Error if no browser can be found or installed.
 */
async function ensureBrowser(): Promise<string> {
  const { CHROME_PATH: configuredPath } = v.parse(environmentSchema, process.env);
  if (configuredPath !== undefined) {
    if (isExecutable(configuredPath)) return configuredPath;
    throw new Error(`CHROME_PATH is not an executable program: ${configuredPath}`);
  }
  const installedPath = findBrowser();
  if (installedPath !== undefined) return installedPath;

  await installWithApt();
  const packagedPath = findBrowser();
  if (packagedPath !== undefined) return packagedPath;

  console.log('Downloading Chromium…');
  await runInForeground(process.execPath, [
    resolveProjectPath('node_modules/playwright-core/cli.js'),
    'install',
    'chromium',
  ]);
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error(
    'No browser was found, and none could be installed. Install Chrome, Chromium, or Edge, or set CHROME_PATH.',
  );
}

function findBrowser(): string | undefined {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'microsoft-edge', 'chrome'];
  return (
    findOnPath(...names) ??
    [...listInstallPaths(), chromium.executablePath()].find((path) => isExecutable(path))
  );
}

function listInstallPaths(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32': {
      const environmentValues = v.parse(environmentSchema, process.env);
      return [
        environmentValues.PROGRAMFILES,
        environmentValues['PROGRAMFILES(X86)'],
        environmentValues.LOCALAPPDATA,
      ].flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ]);
    }
    default:
      return [];
  }
}

async function installWithApt(): Promise<void> {
  if (findOnPath('apt-get') === undefined) return;
  if (!isRoot() && findOnPath('sudo') === undefined) return;
  const runApt = (...args: string[]): Promise<number> => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    // -n: never ask for a password.
    return isRoot()
      ? runInForeground('env', command.slice(1))
      : runInForeground('sudo', ['-n', ...command]);
  };
  console.log('Installing Chromium…');
  if ((await runApt('update')) === 0) await runApt('install', '-y', 'chromium');
}

function isRoot(): boolean {
  return process.platform !== 'win32' && userInfo().uid === 0;
}
