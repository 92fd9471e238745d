import { posix } from 'node:path';

/** The parts of a VS Code `Uri` that specify a location. `path` starts with `/` and is not encoded. */
export interface UriComponents {
  scheme: string;
  authority: string;
  path: string;
}

/**
 * The path from the folder of `document` to `target`, with forward slashes and not encoded, such as
 * `images/cat.png` or `../images/cat.png`.
 * Undefined if no relative path leads there: another scheme, another authority, another Windows drive.
 */
export function getRelativePath(
  document: UriComponents,
  target: UriComponents,
): string | undefined {
  if (document.scheme !== target.scheme) return undefined;
  if (document.authority.toLowerCase() !== target.authority.toLowerCase()) return undefined;
  const from = normalizeDrive(document.path);
  const to = normalizeDrive(target.path);
  if (getDrive(from) !== getDrive(to)) return undefined;
  return posix.relative(posix.dirname(from), to);
}

/** The folder that contains a file. */
export function getParentFolder(file: UriComponents): UriComponents {
  return { ...file, path: posix.dirname(file.path) };
}

/** The file or folder `name` directly inside `folder`. */
export function appendSegment(folder: UriComponents, name: string): UriComponents {
  return { ...folder, path: posix.join(folder.path, name) };
}

const drivePattern = /^\/[a-z]:(?=\/|$)/i;

/** A `Uri` keeps the drive letter as it was typed: `C:` and `c:` are the same drive. */
function normalizeDrive(path: string): string {
  return path.replace(drivePattern, (drive) => drive.toLowerCase());
}

function getDrive(path: string): string | undefined {
  return drivePattern.exec(path)?.[0];
}
