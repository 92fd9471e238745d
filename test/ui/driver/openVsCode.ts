import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { removeFolder, createTemporaryFolder } from '../../../scripts/tools/cleanup.ts';
import { resolveProjectPath } from '../../../scripts/tools/paths.ts';
import type { ProviderKey } from '../../../scripts/tools/simulatedService.ts';
import {
  startCodeServer,
  writeUserSettings,
  type Profile,
} from '../../../scripts/vscode/codeServer.ts';
import { eventually } from './eventually.ts';
import { createWindowProfile, sharedBrowser } from './profile.ts';
import { storageIn, VsCodeWindow } from './window.ts';

/** How a window is opened. */
export interface OpenOptions {
  /** Folder to copy as the workspace; the sample workspace unless given. */
  readonly workspace?: string;
  /** Opens the window with no folder; the workspace is there all the same. */
  readonly withoutFolder?: boolean;
  /** Language of the extension, such as `zh-cn`. VS Code's own UI stays English: that takes a language pack. */
  readonly language?: string;
  /** User settings over the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension, such as the origins of the simulated service. */
  readonly env?: Readonly<Record<string, string>>;
  /** A module that every process of the server loads before its own code. */
  readonly preload?: string;
  /** An API key that is set before the window is handed over. */
  readonly key?: ProviderKey;
  /** Fills the folder in which the extension keeps what all windows share, before it first runs. */
  readonly fillStorage?: (storage: string) => Promise<void>;
}

/** What a window stands on and leaves behind when it is closed. */
interface WindowResources {
  /** Holds the profile and the workspace. */
  readonly folder: string;
  readonly profile: Profile;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  readonly preload?: string | undefined;
  readonly language?: string | undefined;
}

/** What moves is drawn sixty times a second, which without a graphics card takes half of a small machine. */
const reducedMotionSettings = { 'workbench.reduceMotion': 'on', 'editor.cursorBlinking': 'solid' };

const openWindows = new Map<VsCodeWindow, WindowResources>();

/** The windows that are open now. */
export function currentWindows(): VsCodeWindow[] {
  return [...openWindows.keys()];
}

/**
 * Opens a real VS Code, with the packaged extension, on a copy of a workspace: a server, a profile
 * and a browser session of its own. It is closed after the test.
 */
export async function openVsCode(options: OpenOptions = {}): Promise<VsCodeWindow> {
  const { settings = {}, env = {}, preload, key, language } = options;
  const folder = createTemporaryFolder('jimeng-window');
  const workspace = join(folder, 'workspace');
  cpSync(options.workspace ?? resolveProjectPath('sample'), workspace, { recursive: true });
  const profile = await createWindowProfile(folder);
  writeUserSettings(profile, { ...reducedMotionSettings, ...settings });
  await options.fillStorage?.(storageIn(profile));

  const keyReadyFile = join(folder, 'key-is-set');
  const keyEnvironment = key && {
    JIMENG_START_KEYS: JSON.stringify([key]),
    JIMENG_START_READY: keyReadyFile,
  };
  const windowEnv = { ...env, ...keyEnvironment };
  const resources = { folder, profile, workspace, env: windowEnv, preload, language };
  const window = await open(resources, options.withoutFolder ? 'ew=true' : folderQuery(workspace));
  if (key) await eventually('the key to be set', () => existsSync(keyReadyFile), 60_000);
  return window;
}

/** Closes a window and opens another on the same profile and workspace: what the next morning finds. */
export async function reopenVsCode(window: VsCodeWindow): Promise<VsCodeWindow> {
  const resources = resourcesOf(window);
  openWindows.delete(window);
  await window.close();
  return open(resources, folderQuery(resources.workspace));
}

/**
 * Opens a second window, on a workspace of its own, at the same server and in the same profile. It is
 * in a browser session of its own, as a page behind another is slowed down.
 */
export async function openSecondWindow(window: VsCodeWindow): Promise<VsCodeWindow> {
  const resources = resourcesOf(window);
  const workspace = join(resources.folder, 'workspace-beside');
  cpSync(resources.workspace, workspace, { recursive: true });
  const page = await newPage(resources.language);
  const secondWindow = window.createSecondWindow(page, workspace);
  openWindows.set(secondWindow, { ...resources, workspace });
  await page.goto(`${window.serverUrl}?${folderQuery(workspace)}`);
  await secondWindow.waitForWorkbench();
  return secondWindow;
}

/** Closes every window, but for those to keep, and removes its folders. */
export async function closeWindows(windowsToKeep: readonly VsCodeWindow[] = []): Promise<void> {
  for (const [window, { folder }] of openWindows) {
    if (windowsToKeep.includes(window)) continue;
    openWindows.delete(window);
    await window.close();
    removeFolder(folder);
  }
}

async function open(resources: WindowResources, query: string): Promise<VsCodeWindow> {
  const { profile, workspace, env, preload, language } = resources;
  const server = await startCodeServer(profile, env, preload);
  const page = await newPage(language);
  const window = new VsCodeWindow({ page, server, profile, workspace });
  openWindows.set(window, resources);
  await page.goto(`${server.url}?${query}`);
  await window.waitForWorkbench();
  return window;
}

/** A page in a browser session of its own. */
async function newPage(language?: string): Promise<Page> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (language !== undefined) {
    await context.addInitScript((value) => {
      // What VS Code sets when a language pack is installed, and passes to extensions.
      Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', {
        get: () => value,
        set: () => {},
      });
    }, language);
  }
  return context.newPage();
}

function resourcesOf(window: VsCodeWindow): WindowResources {
  const resources = openWindows.get(window);
  if (!resources) throw new Error('Only a window that is open stands on something.');
  return resources;
}

function folderQuery(workspace: string): string {
  return new URLSearchParams({ folder: workspace }).toString();
}
