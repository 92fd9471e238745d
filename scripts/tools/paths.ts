import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An absolute path inside the project; `.` is the project's own folder. */
export function resolveProjectPath(path: string): string {
  return join(fileURLToPath(new URL('../..', import.meta.url)), path);
}

/** Whether this user may run that file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first program of one of these names on the PATH, as an absolute path. */
export function findOnPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return names
    .flatMap((name) =>
      folders.flatMap((folder) => extensions.map((extension) => join(folder, name + extension))),
    )
    .find(isExecutable);
}
