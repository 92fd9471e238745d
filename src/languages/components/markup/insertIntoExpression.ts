import { escapeAttribute } from '../../html/escape.ts';
import type { Insertion, TextRange } from '../../language.ts';
import { draft, edit, insertAt } from '../../scripts/draft.ts';
import type { ImageWriter } from '../../scripts/imageWriter.ts';
import { escapeInString } from '../../scripts/literals.ts';
import { parseScript } from '../../scripts/parseScript.ts';
import { altText, concatenate, join, shiftInsertion } from '../../text/edits.ts';
import { insertIntoScript } from '../insertIntoScript.ts';
import type { MarkupDocument } from './markupDocument.ts';

const voidElement =
  /<(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b[^<>{}]*(?:\{[^{}]*\}[^<>{}]*)*>/g;

/**
 * Inserts into an expression in braces.
 * @param attribute whose whole value it is
 */
export function insertIntoExpression(
  { text }: MarkupDocument,
  range: TextRange,
  expression: TextRange,
  writer: ImageWriter,
  attribute: string | undefined,
): Insertion {
  const code = text.slice(expression.start, expression.end);
  const { hasJsx } = writer.syntax;
  const inner = code.slice(1, -1);
  if (!hasJsx) {
    if (attribute === undefined && inner.trim() === '') {
      return draft([edit(expression.start, expression.end, join(writer.elements, ' '))]);
    }
    const tag = /^\{\s*([#:/@])(\w*)(?:\s+if\b)?/.exec(code);
    if (tag) {
      const [whole, kind, word] = tag;
      const before = code.slice(whole.length, range.start - expression.start);
      const after = code.slice(range.end - expression.start, -1);
      const isInWord = range.start - expression.start <= whole.length || kind === '/';
      if (isInWord || !isMissing(before, after))
        return draft([insertAt(expression.end, join(writer.elements, ' '))]);
      const rest = code.slice(whole.length, -1).trim();
      if (word === 'html' && rest === '') return insertHtml(range, writer);
      return insertIntoCode(
        `{${' '.repeat(whole.length - 1)}${code.slice(whole.length)}`,
        range,
        expression,
        writer,
        attribute,
      );
    }
  }
  return insertIntoCode(code, range, expression, writer, attribute);
}

/** Whether an expression is missing in the tag of a block, which has a syntax of its own. */
function isMissing(before: string, after: string): boolean {
  const isOpen = /^$|[=(,?:&|+<>![]$/.test(before.trim());
  return isOpen && /^$|^(?:as|then|catch)\b|^[),:\]]/.test(after.trim());
}

/** Inserts into the code of an expression, as into one of JSX. */
function insertIntoCode(
  code: string,
  range: TextRange,
  expression: TextRange,
  writer: ImageWriter,
  attribute: string | undefined,
): Insertion {
  const isChild = attribute === undefined;
  const prefix = isChild ? '<>' : `<a ${/^[\w-]+$/.test(attribute) ? attribute : 'a'}=`;
  const suffix = isChild ? '</>' : '/>';
  const offset = expression.start - prefix.length;
  const inner = { start: range.start - offset, end: range.end - offset };
  // If their end is missing, the parser would search for closing tags. Keep the element of the cursor.
  const closed = code.replace(voidElement, (element: string, index: number) => {
    const start = prefix.length + index;
    const hasCursor = start < inner.end && inner.start < start + element.length;
    return hasCursor || element.endsWith('/>') ? element : `{${' '.repeat(element.length - 2)}}`;
  });
  const script = parseScript(prefix + closed + suffix, 'tsx');
  return shiftInsertion(insertIntoScript(script, inner, writer), offset);
}

/** Writes markup as a string. */
function insertHtml({ start, end }: TextRange, writer: ImageWriter): Insertion {
  const { images } = writer;
  const isCode = images.some(({ form }) => form === 'import');
  const quote = isCode ? '`' : "'";
  const elements = images.map((image) => {
    const alt = escapeInString(escapeAttribute(image.alt), quote);
    return concatenate(`<img src="${writer.interpolated(image)}" alt="`, altText(alt), '">');
  });
  return draft([edit(start, end, concatenate(quote, join(elements, ''), quote))]);
}
