/** The name of the file in a path with forward slashes. */
export function getFileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name of the file in a path without its extension. */
export function getFileStem(path: string): string {
  return getFileName(path).replace(/\.[^.]*$/, '');
}
