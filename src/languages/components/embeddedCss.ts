import type { Insertion, ReferencedImage, TextRange } from '../language.ts';
import { draft, edit } from '../scripts/draft.ts';
import type { ImageWriter } from '../scripts/imageWriter.ts';
import { css } from '../styles/css.ts';
import { shiftInsertion } from '../text/edits.ts';

/** Wraps a list of declarations in a rule. */
const ruleStart = 'a{';

/** Placeholder for an imported image in CSS, which has no imports. */
const toToken = (index: number) => `imported-image-${index}-`;

/** Hides the parts of a text that are code, in a text of the same length: as a name that no space need follow. */
export function hideCode(text: string, parts: readonly TextRange[]): string {
  let result = '';
  let end = 0;
  for (const part of parts) {
    result += text.slice(end, part.start) + `${'x'.repeat(part.end - part.start - 1)}_`;
    end = part.end;
  }
  return result + text.slice(end);
}

/**
 * Inserts into CSS in code.
 * @param content of the CSS, without code in it
 * @param isDeclarations whether it has declarations without a rule around them
 * @param writeImported the code for an imported image
 */
export function insertIntoCss(
  content: string,
  range: TextRange,
  writer: ImageWriter,
  isDeclarations: boolean,
  writeImported: (image: ReferencedImage) => string,
): Insertion {
  const { images, context } = writer;
  const prefix = isDeclarations ? ruleStart : '';
  const inserted = css.insert(
    isDeclarations ? `${prefix}${content}}` : content,
    { start: range.start + prefix.length, end: range.end + prefix.length },
    images.map((each, index) =>
      each.form === 'import' ? { ...each, form: 'path', path: toToken(index) } : each,
    ),
    context,
  );
  const replaceTokens = (text: string) =>
    images.reduce((result, each, index) => {
      const token = toToken(index);
      return result.includes(token) ? result.replaceAll(token, () => writeImported(each)) : result;
    }, text);
  return shiftInsertion(
    draft(
      inserted.edits.map((each) => ({ ...each, text: replaceTokens(each.text) })),
      ...inserted.notes,
    ),
    -prefix.length,
  );
}

/** Inserts into the CSS of a `style` attribute. */
export function insertIntoStyleAttribute(
  text: string,
  range: TextRange,
  { start, end }: TextRange,
  writer: ImageWriter,
): Insertion {
  const content = text.slice(start + 1, end - 1);
  const offset = start + 1;
  const { interpolates } = writer.syntax;
  const inner = { start: range.start - offset, end: range.end - offset };
  const inserted = insertIntoCss(hideBraces(content), inner, writer, true, (image) =>
    interpolates ? `{${writer.imports.nameOf(image)}}` : writer.interpolated(image),
  );
  const isDoubleQuoted = text[start] === '"';
  const edits = shiftInsertion(inserted, offset).edits.map((each) => ({
    ...each,
    // Encoded paths contain no quotation marks.
    text: isDoubleQuoted ? each.text.replaceAll('"', "'") : each.text.replaceAll("'", '"'),
  }));
  const isCode = !interpolates && writer.images.some(({ form }) => form === 'import');
  if (!isCode) return draft(edits, ...inserted.notes);
  return draft(
    [edit(start, start + 1, '{`'), ...edits, edit(end - 1, end, '`}')],
    ...inserted.notes,
  );
}

function hideBraces(content: string): string {
  return content.replace(/\{[^{}]*\}/g, (code) => 'x'.repeat(code.length));
}
