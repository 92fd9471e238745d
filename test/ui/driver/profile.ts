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

/** A profile of its own in this folder; the installed extensions are the same in every one. */
export async function createWindowProfile(folder: string): Promise<Profile> {
  extensionsDir ??= installExtensions();
  return { ...createProfile(folder), extensionsDir: await extensionsDir };
}

/** Ends the browser that the windows shared. */
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
