import {
  getIndentation,
  getLine,
  getNextLine,
  getPreviousLine,
  isBlank,
  type Line,
} from '../../text/lines.ts';
import type { HtmlDocument } from './document.ts';
import type { MarkupElement } from './markup.ts';

/** The indentation of a new line in an element, as its other lines have it. */
export function getNewIndentation(
  { text, code }: HtmlDocument,
  container: MarkupElement | undefined,
  offset: number,
): string {
  const line = getLine(text, offset);
  const previous = isBlank(line) ? findNonBlank(text, line, getPreviousLine) : line;
  const next = findNonBlank(text, line, getNextLine);
  const isIn = (each: Line) =>
    container === undefined ||
    (each.start > container.content.start &&
      each.start + getIndentation(each).length < container.content.end);
  if (previous !== undefined && isIn(previous)) {
    const indentation = getIndentation(previous);
    const inNext = next !== undefined && isIn(next) ? getIndentation(next) : '';
    // After `{% if x %}`, the next line may be deeper.
    const end = previous.start + previous.text.trimEnd().length;
    const isAfterCode = code.some((region) => region.kind === 'statement' && region.end === end);
    return isAfterCode && inNext.length > indentation.length ? inNext : indentation;
  }
  if (next !== undefined && isIn(next)) return getIndentation(next);
  if (container === undefined) return '';
  return getIndentation(getLine(text, container.openTag.start)) + getIndentationUnit(text);
}

/** A level of indentation in a document: that of its least indented line. */
function getIndentationUnit(text: string): string {
  const indentations = text
    .slice(0, 20_000)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '')
    .filter((indentation) => indentation !== '');
  if (indentations.some((indentation) => indentation.startsWith('\t'))) return '\t';
  const least = Math.min(...indentations.map(({ length }) => length));
  return least === 4 || least === 8 ? ' '.repeat(least) : '  ';
}

function findNonBlank(
  text: string,
  line: Line,
  getNext: (text: string, line: Line) => Line | undefined,
): Line | undefined {
  let next = getNext(text, line);
  while (next !== undefined && isBlank(next)) next = getNext(text, next);
  return next;
}
