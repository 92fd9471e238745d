import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import * as v from 'valibot';
import { inProject, isExecutable, onPath } from '../tools/paths.ts';
import { runInForeground } from '../tools/processes.ts';

/** For a closed network and a machine without a graphics card. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const environment = v.object({
  CHROME_PATH: v.optional(v.string()),
  LOCALAPPDATA: v.optional(v.string(), ''),
  PROGRAMFILES: v.optional(v.string(), ''),
  'PROGRAMFILES(X86)': v.optional(v.string(), ''),
});

/** Starts a headless Chromium, installing one first where there is none. It ends with us. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureBrowser(),
    args: isRoot() ? ['--no-sandbox', ...flags] : flags,
    // Our own handlers end this process, and with it the browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * The path of a Chromium-based browser: `CHROME_PATH`, else an installed one, else a new install.
 * Throws with advice if there is no way to one.
 */
export async function ensureBrowser(): Promise<string> {
  const { CHROME_PATH: chosen } = v.parse(environment, process.env);
  if (chosen !== undefined) {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, which is no program that can be run.`);
  }
  const found = findBrowser();
  if (found !== undefined) return found;

  await installFromDebian();
  const packaged = findBrowser();
  if (packaged !== undefined) return packaged;

  console.log('Downloading a Chromium…');
  await runInForeground(process.execPath, [
    inProject('node_modules/playwright-core/cli.js'),
    'install',
    'chromium',
  ]);
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error(
    'No browser was found and none could be installed: install Chrome, Chromium or Edge, or set CHROME_PATH to one.',
  );
}

function findBrowser(): string | undefined {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'microsoft-edge', 'chrome'];
  return (
    onPath(...names) ??
    [...usualPlaces(), chromium.executablePath()].find((path) => isExecutable(path))
  );
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32': {
      const places = v.parse(environment, process.env);
      return [places.PROGRAMFILES, places['PROGRAMFILES(X86)'], places.LOCALAPPDATA].flatMap(
        (folder) => [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ],
      );
    }
    default:
      return [];
  }
}

async function installFromDebian(): Promise<void> {
  if (onPath('apt-get') === undefined) return;
  if (!isRoot() && onPath('sudo') === undefined) return;
  const apt = (...args: string[]): Promise<number> => {
    const command = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args];
    // -n: without a password or not at all.
    return isRoot()
      ? runInForeground('env', command.slice(1))
      : runInForeground('sudo', ['-n', ...command]);
  };
  console.log('Installing Chromium…');
  if ((await apt('update')) === 0) await apt('install', '-y', 'chromium');
}

function isRoot(): boolean {
  return process.platform !== 'win32' && userInfo().uid === 0;
}
