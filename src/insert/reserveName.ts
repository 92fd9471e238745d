/**
 * Finds the first of `cat.png`, `cat-1.png`, `cat-2.png`, … that neither exists nor is reserved, and reserves it.
 * A name is reserved before the folder is checked, so that concurrent insertions never get the same one. The
 * caller releases it with `releaseName` once the file is written, or has failed to be.
 * @param isTaken whether the folder has a file of this name; its errors are passed on
 * @param reservedNames the reserved names, changed in place
 */
export async function reserveName(
  name: string,
  isTaken: (name: string) => Promise<boolean>,
  reservedNames: Set<string>,
): Promise<string> {
  for (let number = 0; ; number++) {
    const candidate = number === 0 ? name : appendNumber(name, number);
    if (reservedNames.has(normalizeName(candidate))) continue;
    reservedNames.add(normalizeName(candidate));
    let isUnavailable = true;
    try {
      isUnavailable = await isTaken(candidate);
    } finally {
      if (isUnavailable) releaseName(candidate, reservedNames);
    }
    if (!isUnavailable) return candidate;
  }
}

/** Releases a name that `reserveName` returned. */
export function releaseName(name: string, reservedNames: Set<string>): void {
  reservedNames.delete(normalizeName(name));
}

/** To macOS and Windows, names that differ only in case are the same, and to macOS those that differ only in composition. */
export function normalizeName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function appendNumber(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}-${number}${name.slice(dot)}` : `${name}-${number}`;
}
