import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An absolute path inside the project. `.` is the project folder itself. */
export function resolveProjectPath(path: string): string {
  return join(fileURLToPath(new URL('../..', import.meta.url)), path);
}

/** Returns whether the current user can execute a file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds the first program with one of these names on the PATH. Returns its absolute path. */
export function findOnPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return names
    .flatMap((name) =>
      folders.flatMap((folder) => extensions.map((extension) => join(folder, name + extension))),
    )
    .find(isExecutable);
}
