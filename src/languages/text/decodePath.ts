/** Decodes the percent-encoding of a path or URL. One that is not encoded well stays as it is. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
