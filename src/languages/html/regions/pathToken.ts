import type { TextRange } from '../../language.ts';

/** What ends a path in text, in a string, or in a list. */
const boundary = /[\s"'`()<>,;=[\]{}|]/;
/** Something like `./`, `images/`, `/a/b`, or `old.png`. */
const pathLike = /\/|^\.{1,2}$|^[^.]+\.[a-z]\w{1,4}$/i;

/** Maximum distance that is searched for a path. */
const maxPathLength = 1000;

/**
 * The partial path at a cursor, which a new one replaces.
 * @param within where to look for it, such as the string around the cursor
 * @returns the cursor itself if nothing like a path is there
 */
export function findPathToken(text: string, cursor: TextRange, within: TextRange): TextRange {
  if (cursor.start !== cursor.end) return cursor;
  const token = findToken(text, cursor, within);
  return pathLike.test(text.slice(token.start, token.end)) ? token : cursor;
}

/** The text around a cursor, up to spaces and quotes. */
export function findToken(text: string, cursor: TextRange, within: TextRange): TextRange {
  let { start, end } = cursor;
  const first = Math.max(within.start, start - maxPathLength);
  const last = Math.min(within.end, end + maxPathLength);
  while (start > first && !boundary.test(text.charAt(start - 1))) start--;
  while (end < last && !boundary.test(text.charAt(end))) end++;
  return { start, end };
}
