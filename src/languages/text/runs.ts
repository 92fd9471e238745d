/**
 * Where the characters before an offset begin that match a pattern. Searching for them backward by a regular
 * expression would take time that grows with the square.
 * @param limit the first offset that counts
 */
export function findRunStart(text: string, offset: number, limit: number, part: RegExp): number {
  let start = offset;
  while (start > limit && part.test(text.charAt(start - 1))) start--;
  return start;
}

/** Where the characters from an offset on end that match a pattern. */
export function findRunEnd(text: string, offset: number, limit: number, part: RegExp): number {
  let end = offset;
  while (end < limit && part.test(text.charAt(end))) end++;
  return end;
}
