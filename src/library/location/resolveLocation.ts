import { isAbsolute, join, normalize } from 'node:path';

/** Where the library is. */
export interface LibraryLocation {
  /** Absolute path. */
  readonly folder: string;
  /** Whether it is the extension's own folder, which is created when it is first used. */
  readonly isDefault: boolean;
  /** The value of the setting if that is not an absolute path. */
  readonly invalidValue?: string;
}

/**
 * Where a library is.
 * @param value of the setting: an absolute path, also one that begins with `~`; empty by default
 * @param defaultFolder the extension's own folder for it
 * @param home the home folder of the user
 */
export function resolveLocation(
  value: string,
  defaultFolder: string,
  home: string,
): LibraryLocation {
  const path = value.trim();
  if (path === '') return { folder: defaultFolder, isDefault: true };
  const expanded = /^~(?=$|[\\/])/.test(path) ? join(home, path.slice(1)) : path;
  if (isAbsolute(expanded)) {
    const folder = normalize(expanded).replace(/(?<=[^:\\/])[\\/]$/, '');
    return { folder, isDefault: folder === defaultFolder };
  }
  // Not used: without a folder, nothing is read or written.
  return { folder: `${defaultFolder}-unavailable`, isDefault: false, invalidValue: path };
}
