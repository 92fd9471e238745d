import { posix } from 'node:path';
import { appendSegment, getRelativePath, type UriComponents } from '../relativePath.ts';

/** The path from a folder to a file or folder in it, without a slash at the start. Undefined if it is not in it. */
export function getPathInside(folder: UriComponents, target: UriComponents): string | undefined {
  const path = relativeTo(folder, target);
  return path === undefined || path === '..' || path.startsWith('../') ? undefined : path;
}

/** The path from a folder to a file: `../images/cat.png`. Undefined if none leads there, such as to another drive. */
export function relativeTo(folder: UriComponents, file: UriComponents): string | undefined {
  return getRelativePath(appendSegment(folder, 'document'), file);
}

/** Whether a folder contains a file or folder, or is the same. */
export function contains(folder: UriComponents, target: UriComponents): boolean {
  return getPathInside(folder, target) !== undefined;
}

/** The longest of the folders that contain a file. */
export function findContainer(
  folders: readonly UriComponents[],
  file: UriComponents,
): UriComponents | undefined {
  return folders
    .filter((folder) => contains(folder, file))
    .reduce<UriComponents | undefined>(
      (longest, each) =>
        longest === undefined || each.path.length > longest.path.length ? each : longest,
      undefined,
    );
}

/** A path from a folder, which may contain `..`. An empty one is the folder itself. */
export function resolve(folder: UriComponents, path: string): UriComponents {
  return removeTrailingSlash(appendSegment(folder, path));
}

/** Identifies a file or folder. */
export function getKey({ scheme, authority, path }: UriComponents): string {
  return `${scheme}://${authority}${path}`;
}

/** The name of a file or folder. */
export function getName({ path }: UriComponents): string {
  return posix.basename(path);
}

/** A folder, and those that contain it up to `root`. Empty if it is not in `root`. */
export function listFoldersUpTo(folder: UriComponents, root: UriComponents): UriComponents[] {
  const path = getPathInside(root, folder);
  if (path === undefined) return [];
  const names = path === '' ? [] : path.split('/');
  return [...names.keys(), names.length]
    .map((count) => resolve(root, names.slice(0, count).join('/')))
    .reverse();
}

function removeTrailingSlash(uri: UriComponents): UriComponents {
  return uri.path.length > 1 && uri.path.endsWith('/')
    ? { ...uri, path: uri.path.slice(0, -1) }
    : uri;
}
