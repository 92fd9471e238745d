import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { findFreePort } from '../tools/ports.ts';
import { runSilently, startBackgroundProcess } from '../tools/processes.ts';
import { ensureCodeServer } from './codeServerInstall.ts';
import { quietSettings } from './quietSettings.ts';

/** The two folders of a VS Code profile, as absolute paths. */
export interface Profile {
  readonly userDataDir: string;
  readonly extensionsDir: string;
}

/** A running VS Code that can be opened in a browser. */
export interface RunningCodeServer {
  /** URL without a folder: append `?folder=` and an absolute path. */
  readonly url: string;
  /**
   * Without it, the server shows nothing but a login page: every user of this machine can reach its
   * port, and a window has a terminal.
   */
  readonly password: string;
  /** Everything the server has printed so far. */
  log(): string;
  /** Resolves when the server has exited. */
  readonly exited: Promise<unknown>;
  close(): Promise<void>;
}

/** Generous, for busy machines. */
const startTimeoutMs = 60_000;

/** Returns the folders of a profile inside a parent folder. */
export function createProfile(folder: string): Profile {
  return { userDataDir: join(folder, 'user'), extensionsDir: join(folder, 'extensions') };
}

/** Writes the user settings of a profile: the quiet settings, overridden by `settings`. */
export function writeUserSettings(
  profile: Profile,
  settings: Readonly<Record<string, unknown>> = {},
): void {
  const file = join(profile.userDataDir, 'User/settings.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/** Installs a VSIX into a profile. */
export async function installExtension(vsix: string, profile: Profile): Promise<void> {
  const { entry } = await ensureCodeServer();
  await runSilently(process.execPath, [
    entry,
    ...toProfileArgs(profile),
    '--install-extension',
    vsix,
  ]);
}

/**
 * Starts code-server on a free port of 127.0.0.1. Extensions inherit `env`.
 * @param preload a module that all its processes load before their own code
 */
export async function startCodeServer(
  profile: Profile,
  env: Readonly<Record<string, string>> = {},
  preload?: string,
): Promise<RunningCodeServer> {
  const { entry } = await ensureCodeServer();
  const port = await findFreePort();
  const args = [
    // Not in NODE_OPTIONS, which the server does not pass on to its extension hosts.
    ...(preload === undefined ? [] : [`--import=${preload}`]),
    entry,
    ...toProfileArgs(profile),
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'password'],
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
  ];
  const password = randomBytes(16).toString('hex');
  const serverProcess = startBackgroundProcess(process.execPath, args, {
    // Other users can read the arguments of a process, but not its environment. The server removes
    // the hash from the environment of its extensions.
    env: { ...env, HASHED_PASSWORD: createHash('sha256').update(password).digest('hex') },
  });
  try {
    await serverProcess.waitFor(/HTTP server listening on/, startTimeoutMs);
  } catch (error) {
    await serverProcess.stop();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}/`,
    password,
    log: () => serverProcess.log(),
    exited: serverProcess.exited,
    close: () => serverProcess.stop(),
  };
}

/** Logs a browser session in to a server. */
export async function logIn(
  context: BrowserContext,
  { url, password }: Pick<RunningCodeServer, 'url' | 'password'>,
): Promise<void> {
  const response = await context.request.post(`${url}login`, { form: { password } });
  if (new URL(response.url()).pathname === '/login') throw new Error('The login has failed.');
}

function toProfileArgs({ userDataDir, extensionsDir }: Profile): string[] {
  return [
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
    // The default location is in the user's home folder.
    ...['--config', join(userDataDir, 'code-server.yaml')],
  ];
}
