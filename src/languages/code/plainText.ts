import type { DocumentLanguage, Insertion, TextRange } from '../language.ts';
import { concatenate, join, replaceRange } from '../text/edits.ts';
import { getIndentation, getLine } from '../text/lines.ts';
import { replaceSelection } from '../text/replaceSelection.ts';
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
  findReferences: () => [],
};

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
