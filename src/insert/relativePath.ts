/** Where something is, in the three parts of a VS Code `Uri` that decide it: `path` starts with `/` and is not encoded. */
export interface Place {
  scheme: string;
  authority: string;
  path: string;
}

/**
 * The path from the folder of `document` to `target`, with forward slashes and not encoded:
 * `images/cat.png`, `../images/cat.png`.
 * Undefined when no relative path leads there: another scheme, another authority, another Windows drive.
 */
export function relativePath(document: Place, target: Place): string | undefined {
  if (document.scheme !== target.scheme) return undefined;
  if (document.authority.toLowerCase() !== target.authority.toLowerCase()) return undefined;

  const from = segmentsOf(document.path).slice(0, -1);
  const to = segmentsOf(target.path);
  if (driveOf(from) !== driveOf(to)) return undefined;

  const shared = sharedLength(from, to.slice(0, -1));
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** The folder that a file is in. */
export function folderOf(file: Place): Place {
  return { ...file, path: '/' + segmentsOf(file.path).slice(0, -1).join('/') };
}

/** The place of `name` directly inside `folder`. */
export function placeIn(folder: Place, name: string): Place {
  return { ...folder, path: '/' + [...segmentsOf(folder.path), name].join('/') };
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/').filter((segment) => segment !== '');
  const [first, ...rest] = segments;
  // A Uri keeps the drive letter as it was typed: C: and c: are one drive.
  return first !== undefined && isDrive(first) ? [first.toLowerCase(), ...rest] : segments;
}

function driveOf([first]: readonly string[]): string | undefined {
  return first !== undefined && isDrive(first) ? first : undefined;
}

function isDrive(segment: string): boolean {
  return /^[a-z]:$/i.test(segment);
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  const difference = a.findIndex((segment, i) => segment !== b[i]);
  return difference === -1 ? a.length : difference;
}
