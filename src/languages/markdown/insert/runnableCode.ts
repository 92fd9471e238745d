import type { Insertion } from '../../language.ts';
import { replaceRange } from '../../text/edits.ts';
import { getLine } from '../../text/lines.ts';
import type { Scene } from './scene.ts';
import { findString, isReplaceable } from './writePath.ts';

/**
 * Writes paths as strings of the code that a document runs, or into the string of the cursor.
 * @param codeLanguage the one of the code, such as `r`
 */
export function insertStrings(scene: Scene, offset: number, codeLanguage: string): Insertion {
  const { text, images } = scene;
  const line = getLine(text, offset);
  const string = findString(text, line, offset);
  if (string === undefined) {
    const literals = images.map(({ path }) => `"${escape(path, '"')}"`);
    const before = text.slice(line.start, offset);
    return replaceRange({ start: offset, end: offset }, writeList(literals, before, codeLanguage), [
      'pathInCode',
    ]);
  }
  const quote = text.charAt(string.start - 1);
  const value = text.slice(string.start, string.end);
  const paths = images.map(({ path }) => escape(path, quote));
  if (!isPath(value, text.slice(line.start, string.start - 1))) {
    const before = /\s$/.test(text.slice(string.start, offset)) ? '' : ' ';
    const after = /^\S/.test(text.slice(offset, string.end)) ? ' ' : '';
    return replaceRange({ start: offset, end: offset }, before + paths.join(' ') + after, [
      'pathInCode',
    ]);
  }
  const isClosed = text.charAt(string.end) === quote;
  if (paths.length < 2 || !isClosed)
    return replaceRange(string, paths.join(`${quote}, ${quote}`), ['pathInCode']);
  const literals = paths.map((path) => quote + path + quote);
  const start = string.start - 1;
  const written = writeList(literals, text.slice(line.start, start), codeLanguage);
  return replaceRange({ start, end: string.end + 1 }, written, ['pathInCode']);
}

/** Whether a string is a path or a partial path. */
function isPath(value: string, before: string): boolean {
  if (/\s/.test(value)) return isReplaceable(value);
  const isFile = /(?:graphic|image|img|png|jpe?g|read|open|file)\w{0,20}\(\s*$/i.test(before);
  return isFile || value.includes('/') || isReplaceable(value);
}

function escape(path: string, quote: string): string {
  return path.replace(/["'\\]/g, (character) =>
    character === '\\' || character === quote ? `\\${character}` : character,
  );
}

/** Several strings are a list, unless they are elements of one. */
function writeList(literals: readonly string[], before: string, codeLanguage: string): string {
  const written = literals.join(', ');
  if (literals.length < 2 || /(?:\bc\(|\[|,)\s*$/.test(before)) return written;
  return /^r$/i.test(codeLanguage) ? `c(${written})` : `[${written}]`;
}
