import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { isExecutable, findOnPath } from '../tools/paths.ts';
import { runSilently } from '../tools/processes.ts';
import type { Profile } from './codeServer.ts';

/** An installed desktop VS Code. */
export interface Desktop {
  /** The program, which runs until its window is closed. */
  readonly program: string;
  /** The `code` command, which installs extensions. */
  readonly cli: string;
}

const environmentSchema = v.object({ VSCODE_PATH: v.optional(v.string()) });

/**
 * Finds the desktop VS Code that `VSCODE_PATH` (its `code` command) or `code` on the PATH belongs
 * to. Ignores the `code` commands of remote terminals, WSL, and code-server.
 */
export function findDesktop(): Desktop | undefined {
  const { VSCODE_PATH: configuredPath } = v.parse(environmentSchema, process.env);
  const command = configuredPath ?? findOnPath('code');
  if (command === undefined || !existsSync(command)) return undefined;
  const cli = realpathSync(command);
  const program = findProgram(dirname(cli));
  return program === undefined ? undefined : { program, cli };
}

/** Returns the command-line arguments that select a profile in desktop VS Code. */
export function toDesktopProfileArgs({ userDataDir, extensionsDir }: Profile): string[] {
  return [`--user-data-dir=${userDataDir}`, `--extensions-dir=${extensionsDir}`];
}

/** Installs a VSIX into a profile of desktop VS Code. */
export async function installIntoDesktop(
  { cli }: Desktop,
  vsix: string,
  profile: Profile,
): Promise<void> {
  const args = [...toDesktopProfileArgs(profile), '--install-extension', vsix];
  // On Windows, `code.cmd` requires a shell, which splits unquoted arguments.
  const shell = process.platform === 'win32';
  const quote = (text: string): string => (shell ? `"${text}"` : text);
  await runSilently(quote(cli), args.map(quote), { shell });
}

/** Finds the program that belongs to the `bin` folder of an installation. */
function findProgram(binFolder: string): string | undefined {
  switch (process.platform) {
    case 'win32':
      return executableOrUndefined(join(binFolder, '../Code.exe'));
    case 'darwin': {
      // Code.app/Contents/Resources/app/bin/code. The name of the program depends on the version.
      const programs = join(binFolder, '../../../MacOS');
      const names = existsSync(programs) ? readdirSync(programs) : [];
      const name = ['Code', 'Electron'].find((candidate) => names.includes(candidate));
      return name === undefined ? undefined : join(programs, name);
    }
    default:
      return executableOrUndefined(join(binFolder, '../code'));
  }
}

function executableOrUndefined(path: string): string | undefined {
  return isExecutable(path) ? path : undefined;
}
