import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createTemporaryFolder } from '../../../scripts/tools/cleanup.ts';
import { launchBrowser } from '../../../scripts/vscode/browser.ts';
import {
  installExtension,
  createProfile,
  type Profile,
} from '../../../scripts/vscode/codeServer.ts';
import { ensurePackage, packageSampleKey } from '../../../scripts/vscode/packages.ts';

let browser: Promise<Browser> | undefined;
let extensionsDir: Promise<string> | undefined;

/** The browser that all windows of a run share. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchBrowser();
  return browser;
}

/** Creates a profile in this folder. All profiles share the installed extensions. */
export async function createWindowProfile(folder: string): Promise<Profile> {
  extensionsDir ??= installExtensions();
  return { ...createProfile(folder), extensionsDir: await extensionsDir };
}

/** Installs a VSIX for all windows that are opened from now on. */
export async function installForAllWindows(vsix: string): Promise<void> {
  extensionsDir ??= installExtensions();
  const { userDataDir } = createProfile(createTemporaryFolder('jimeng-install'));
  await installExtension(vsix, { userDataDir, extensionsDir: await extensionsDir });
}

/** Closes the shared browser. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

async function installExtensions(): Promise<string> {
  const folder = createTemporaryFolder('jimeng-installed');
  const profile = createProfile(join(folder, 'profile'));
  await installExtension(await ensurePackage(), profile);
  await installExtension(await packageSampleKey(folder), profile);
  return profile.extensionsDir;
}
