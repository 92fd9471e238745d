/** Where something is, in the three parts of a VS Code `Uri` that decide it: `path` starts with `/` and is not encoded. */
export interface UriComponents {
  scheme: string;
  authority: string;
  path: string;
}

/**
 * The path from the folder of `document` to `target`, with forward slashes and not encoded:
 * `images/cat.png`, `../images/cat.png`.
 * Undefined when no relative path leads there: another scheme, another authority, another Windows drive.
 */
export function getRelativePath(
  document: UriComponents,
  target: UriComponents,
): string | undefined {
  if (document.scheme !== target.scheme) return undefined;
  if (document.authority.toLowerCase() !== target.authority.toLowerCase()) return undefined;

  const from = splitPath(document.path).slice(0, -1);
  const to = splitPath(target.path);
  if (getDrive(from) !== getDrive(to)) return undefined;

  const sharedCount = countSharedSegments(from, to.slice(0, -1));
  return [...from.slice(sharedCount).map(() => '..'), ...to.slice(sharedCount)].join('/');
}

/** The folder that a file is in. */
export function getParentFolder(file: UriComponents): UriComponents {
  return { ...file, path: '/' + splitPath(file.path).slice(0, -1).join('/') };
}

/** The place of `name` directly inside `folder`. */
export function appendSegment(folder: UriComponents, name: string): UriComponents {
  return { ...folder, path: '/' + [...splitPath(folder.path), name].join('/') };
}

function splitPath(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  const [first, ...rest] = segments;
  // A Uri keeps the drive letter as it was typed: C: and c: are one drive.
  return first !== undefined && isDrive(first) ? [first.toLowerCase(), ...rest] : segments;
}

function getDrive([first]: readonly string[]): string | undefined {
  return first !== undefined && isDrive(first) ? first : undefined;
}

function isDrive(segment: string): boolean {
  return /^[a-z]:$/i.test(segment);
}

function countSharedSegments(a: readonly string[], b: readonly string[]): number {
  const firstDifference = a.findIndex((segment, i) => segment !== b[i]);
  return firstDifference === -1 ? a.length : firstDifference;
}
