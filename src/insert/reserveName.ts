/**
 * The first of `cat.png`, `cat-1.png`, `cat-2.png` … that is neither taken in the folder nor promised.
 * The answer is promised before the folder is asked, so that two insertions at once never get the same name;
 * the caller releases it with `releaseName` once the file is there, or will never be.
 * @param isTaken whether the folder has a file of this name; what it throws passes through
 * @param reservedNames the names given out for this folder and not written yet
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

/** Ends the promise that `freeName` made. */
export function releaseName(name: string, reservedNames: Set<string>): void {
  reservedNames.delete(normalizeName(name));
}

/** macOS and Windows take names that differ only in case, and macOS those that differ only in composition, for one. */
function normalizeName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function appendNumber(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}-${number}${name.slice(dot)}` : `${name}-${number}`;
}
