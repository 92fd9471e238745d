import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { removeFolder, createTemporaryFolder } from '../../../scripts/tools/cleanup.ts';
import { resolveProjectPath } from '../../../scripts/tools/paths.ts';
import type { ProviderKey } from '../../../scripts/tools/simulatedService.ts';
import {
  logIn,
  startCodeServer,
  writeUserSettings,
  type Profile,
  type RunningCodeServer,
} from '../../../scripts/vscode/codeServer.ts';
import { eventually } from '../../support/eventually.ts';
import { createWindowProfile, sharedBrowser } from './profile.ts';
import { storageIn, VsCodeWindow } from './window.ts';

/** Options of a window. */
export interface OpenOptions {
  /** Folder to copy as the workspace, by default the sample workspace. */
  readonly workspace?: string;
  /** Writes more files into the workspace before it is opened. */
  readonly fillWorkspace?: (workspace: string) => void;
  /** A `.code-workspace` file in the workspace, which is opened instead of the folder. */
  readonly workspaceFile?: string;
  /** Opens the window without a folder. The workspace is created anyway. */
  readonly withoutFolder?: boolean;
  /** Language of the extension, such as `zh-cn`. VS Code's own UI stays English: that takes a language pack. */
  readonly language?: string;
  /** Physical pixels for each CSS pixel, 1 by default. */
  readonly scale?: number;
  /** Overrides the default user settings of tests. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension, such as the URLs of the simulated service. */
  readonly env?: Readonly<Record<string, string>>;
  /** A module that all processes of the server load before their own code. */
  readonly preload?: string;
  /** An API key to set before the window is returned. */
  readonly key?: ProviderKey;
  /** Fills the global storage of the extension before it runs for the first time. */
  readonly fillStorage?: (storage: string) => Promise<void>;
}

/** The files and options of a window. */
interface WindowResources {
  /** Contains the profile and the workspace. */
  readonly folder: string;
  readonly profile: Profile;
  readonly workspace: string;
  /** The query of the window's URL, which specifies what it opens. */
  readonly query: string;
  readonly env: Readonly<Record<string, string>>;
  readonly preload?: string | undefined;
  readonly language?: string | undefined;
  readonly scale?: number | undefined;
}

/**
 * Animations are rendered 60 times per second, which without a GPU uses half of a small machine.
 */
const reducedMotionSettings = { 'workbench.reduceMotion': 'on', 'editor.cursorBlinking': 'solid' };

const openWindows = new Map<VsCodeWindow, WindowResources>();

/** All open windows. */
export function currentWindows(): VsCodeWindow[] {
  return [...openWindows.keys()];
}

/**
 * Opens a real VS Code with the packaged extension on a copy of a workspace, with its own server,
 * profile, and browser session. It is closed after the test.
 */
export async function openVsCode(options: OpenOptions = {}): Promise<VsCodeWindow> {
  const { settings = {}, env = {}, preload, key, language, scale } = options;
  const folder = createTemporaryFolder('jimeng-window');
  const workspace = join(folder, 'workspace');
  cpSync(options.workspace ?? resolveProjectPath('sample'), workspace, { recursive: true });
  options.fillWorkspace?.(workspace);
  const profile = await createWindowProfile(folder);
  writeUserSettings(profile, { ...reducedMotionSettings, ...settings });
  await options.fillStorage?.(storageIn(profile));

  const keyReadyFile = join(folder, 'key-is-set');
  const keyEnvironment = key && {
    JIMENG_START_KEYS: JSON.stringify([key]),
    JIMENG_START_READY: keyReadyFile,
  };
  const query = toQuery(workspace, options);
  const window = await open({
    folder,
    profile,
    workspace,
    query,
    preload,
    language,
    scale,
    env: { ...env, ...keyEnvironment },
  });
  if (key) await eventually('the key to be set', () => existsSync(keyReadyFile), 60_000);
  return window;
}

/** Closes a window and opens another with the same profile and workspace, like a restart. */
export async function reopenVsCode(window: VsCodeWindow): Promise<VsCodeWindow> {
  const resources = resourcesOf(window);
  openWindows.delete(window);
  await window.close();
  return open(resources);
}

/**
 * Opens a second window with the same server and profile but its own workspace. It has its own
 * browser session, because browsers throttle pages in the background.
 */
export async function openSecondWindow(window: VsCodeWindow): Promise<VsCodeWindow> {
  const resources = resourcesOf(window);
  const workspace = join(resources.folder, 'second-workspace');
  cpSync(resources.workspace, workspace, { recursive: true });
  const page = await newPage(window.server, resources);
  const secondWindow = window.createSecondWindow(page, workspace);
  const query = toQuery(workspace);
  openWindows.set(secondWindow, { ...resources, workspace, query });
  await page.goto(`${window.server.url}?${query}`);
  await secondWindow.waitForWorkbench();
  return secondWindow;
}

/** Closes all windows except `windowsToKeep`, and deletes their folders. */
export async function closeWindows(windowsToKeep: readonly VsCodeWindow[] = []): Promise<void> {
  for (const [window, { folder }] of openWindows) {
    if (windowsToKeep.includes(window)) continue;
    openWindows.delete(window);
    await window.close();
    removeFolder(folder);
  }
}

async function open(resources: WindowResources): Promise<VsCodeWindow> {
  const { profile, workspace, query, env, preload } = resources;
  const server = await startCodeServer(profile, env, preload);
  const page = await newPage(server, resources);
  const window = new VsCodeWindow({ page, server, profile, workspace });
  openWindows.set(window, resources);
  await page.goto(`${server.url}?${query}`);
  await window.waitForWorkbench();
  return window;
}

/** Creates a page in its own browser session, which is logged in to a server. */
async function newPage(
  server: RunningCodeServer,
  { language, scale = 1 }: Pick<WindowResources, 'language' | 'scale'>,
): Promise<Page> {
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: scale,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await logIn(context, server);
  if (language !== undefined) {
    await context.addInitScript((value) => {
      // What VS Code sets when a language pack is installed, and passes to extensions.
      Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', {
        get: () => value,
        set: () => undefined,
      });
    }, language);
  }
  return context.newPage();
}

function resourcesOf(window: VsCodeWindow): WindowResources {
  const resources = openWindows.get(window);
  if (!resources) throw new Error('The window is not open.');
  return resources;
}

function toQuery(
  workspace: string,
  { withoutFolder, workspaceFile }: Pick<OpenOptions, 'withoutFolder' | 'workspaceFile'> = {},
): string {
  if (withoutFolder) return 'ew=true';
  const opened =
    workspaceFile === undefined
      ? { folder: workspace }
      : { workspace: join(workspace, workspaceFile) };
  return new URLSearchParams(opened).toString();
}
