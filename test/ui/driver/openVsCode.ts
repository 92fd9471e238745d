import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, throwAwayFolder } from '../../../scripts/tools/endings.ts';
import { inProject } from '../../../scripts/tools/paths.ts';
import {
  startCodeServer,
  writeUserSettings,
  type Profile,
} from '../../../scripts/vscode/codeServer.ts';
import { eventually } from './eventually.ts';
import { freshProfile, sharedBrowser } from './profile.ts';
import { storageIn, VsCodeWindow } from './window.ts';

/** How a window is opened. */
export interface OpenOptions {
  /** Folder to copy as the workspace; the sample workspace unless given. */
  readonly workspace?: string;
  /** Opens the window with no folder; the workspace is there all the same. */
  readonly withoutFolder?: boolean;
  /** User settings over the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension, such as the origins of the simulated service. */
  readonly env?: Readonly<Record<string, string>>;
  /** An API key that is set before the window is handed over. */
  readonly key?: { readonly provider: string; readonly key: string };
  /** Fills the folder in which the extension keeps what all windows share, before it first runs. */
  readonly fill?: (storage: string) => Promise<void>;
}

/** What a window stands on and leaves behind when it is closed. */
interface Ground {
  /** Holds the profile and the workspace. */
  readonly folder: string;
  readonly profile: Profile;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
}

const openWindows = new Map<VsCodeWindow, Ground>();

/** The windows that are open now. */
export function windowsNow(): VsCodeWindow[] {
  return [...openWindows.keys()];
}

/**
 * Opens a real VS Code, with the packaged extension, on a copy of a workspace: a server, a profile
 * and a browser session of its own. It is closed after the test.
 */
export async function openVsCode(options: OpenOptions = {}): Promise<VsCodeWindow> {
  const { settings = {}, env = {}, key } = options;
  const folder = throwAwayFolder('jimeng-window');
  const workspace = join(folder, 'workspace');
  cpSync(options.workspace ?? inProject('sample'), workspace, { recursive: true });
  const profile = await freshProfile(folder);
  writeUserSettings(profile, settings);
  await options.fill?.(storageIn(profile));

  const keyIsSet = join(folder, 'key-is-set');
  const keyEnvironment = key && {
    JIMENG_START_PROVIDER: key.provider,
    JIMENG_START_KEY: key.key,
    JIMENG_START_READY: keyIsSet,
  };
  const ground = { folder, profile, workspace, env: { ...env, ...keyEnvironment } };
  const window = await open(ground, options.withoutFolder ? 'ew=true' : folderQuery(workspace));
  if (key) await eventually('the key to be set', () => existsSync(keyIsSet), 60_000);
  return window;
}

/** Closes a window and opens another on the same profile and workspace: what the next morning finds. */
export async function reopenVsCode(window: VsCodeWindow): Promise<VsCodeWindow> {
  const ground = openWindows.get(window);
  if (!ground) throw new Error('Only a window that is open can be opened again.');
  openWindows.delete(window);
  await window.close();
  return open(ground, folderQuery(ground.workspace));
}

/** Closes every window and removes its folders. */
export async function closeWindows(): Promise<void> {
  for (const [window, { folder }] of openWindows) {
    openWindows.delete(window);
    await window.close();
    removeFolder(folder);
  }
}

async function open(ground: Ground, query: string): Promise<VsCodeWindow> {
  const { profile, workspace, env } = ground;
  const server = await startCodeServer(profile, env);
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const window = new VsCodeWindow({ page, server, profile, workspace });
  openWindows.set(window, ground);
  await page.goto(`${server.url}?${query}`);
  await window.whenShown();
  return window;
}

function folderQuery(workspace: string): string {
  return new URLSearchParams({ folder: workspace }).toString();
}
