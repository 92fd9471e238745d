import type { DocumentLanguage, ImageReference, Insertion, TextRange } from '../language.ts';
import { concatenate, join, replaceRange } from '../text/edits.ts';
import { getIndentation, getLine } from '../text/lines.ts';
import { isImagePath } from '../text/imagePath.ts';
import { replaceSelection } from '../text/replaceSelection.ts';
import { findRunStart } from '../text/runs.ts';
import { fillTemplate } from '../text/template.ts';
import { at, isPathLike } from './insert/codeLanguage.ts';

/** Plain text, and every language that nothing is known about: paths, one on each line. */
export const plainText: DocumentLanguage = {
  ids: ['plaintext'],
  extensions: ['txt'],
  insert: (text, range, images, { eol, template }) =>
    replaceSelection(text, range, (rest, cursor) => {
      const quoted = findQuotes(rest, cursor);
      if (quoted !== undefined && isPathLike(rest.slice(quoted.start, quoted.end)))
        return insertIntoQuotes(
          rest,
          quoted,
          images.map(({ path }) => path),
        );
      const line = getLine(rest, cursor);
      const paths = images.map((image) =>
        template === undefined
          ? image.path
          : fillTemplate(template, { path: image.path, alt: image.alt, image }),
      );
      const before = /[^\s("'<=[{`]$/.test(rest.slice(line.start, cursor)) ? ' ' : '';
      const after = /^[\p{L}\p{N}]/u.test(rest.slice(cursor, cursor + 2)) ? ' ' : '';
      // Text in quotes stays on its line.
      const separator = quoted === undefined ? eol + getIndentation(line) : ' ';
      return replaceRange(at(cursor), concatenate(before, join(paths, separator), after));
    }),
  findReferences: findPaths,
};

/** A path in quotes, and one without spaces that ends before punctuation. */
const words = /(["'`])([^"'`\n]+)\1|[^\s"'`()<>[\]{},;]+/g;

/** The paths of images: on lines of their own, in quotes, and as words. */
function findPaths(text: string): readonly ImageReference[] {
  const references: ImageReference[] = [];
  let lineStart = 0;
  const add = (start: number, value: string) => {
    const end = start + value.length;
    if (isImagePath(value)) references.push({ start, end, path: { start, end, value } });
  };
  for (const line of text.split('\n')) {
    const whole = line.trim();
    if (/^[^\s"'`(<]+\//.test(whole) && isImagePath(whole))
      add(lineStart + line.indexOf(whole), whole);
    else
      for (const { index, 0: word, 1: quote = '', 2: quoted } of line.matchAll(words))
        add(lineStart + index + quote.length, quoted ?? trimPunctuation(word));
    lineStart += line.length + 1;
  }
  return references;
}

function trimPunctuation(word: string): string {
  const last = findRunStart(word, word.length, 0, /[.:!?]/);
  return word.slice(0, last);
}

/** What is between the quotes around the cursor, on its line. */
function findQuotes(text: string, cursor: number): TextRange | undefined {
  const line = getLine(text, cursor);
  let quote = '';
  let start = 0;
  for (let index = line.start; index < line.end; index++) {
    const character = text[index] ?? '';
    if (quote === '') {
      if (index >= cursor) return undefined;
      // An apostrophe is in a word.
      const isWord = character === "'" && /[\p{L}\p{N}]/u.test(text[index - 1] ?? '');
      if (/["'`]/.test(character) && !isWord) {
        quote = character;
        start = index + 1;
      }
    } else if (character === quote) {
      if (cursor >= start && cursor <= index) return { start, end: index };
      quote = '';
    }
  }
  return undefined;
}

function insertIntoQuotes(
  text: string,
  { start, end }: TextRange,
  paths: readonly string[],
): Insertion {
  const quote = text[end] ?? '"';
  const escaped = paths.map((path) =>
    path.replace(/["'\\`]/g, (character) =>
      character === '\\' || character === quote ? `\\${character}` : character,
    ),
  );
  return replaceRange({ start, end }, escaped.join(`${quote}, ${quote}`));
}
