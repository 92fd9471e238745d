import { createHtmlLanguage } from '../html/createHtmlLanguage.ts';
import type { Insertion, TextRange } from '../language.ts';
import type { ImageWriter } from '../scripts/imageWriter.ts';
import type { WrittenText } from '../text/edits.ts';

/** Scripts contain HTML, and HTML contains scripts. Scripts in the HTML of a template literal are not parsed. */
const html = createHtmlLanguage({ ids: [], extensions: [] });

/**
 * Inserts into HTML in a template literal, without code in it.
 * @param isAfterCode whether the text before the range is code, which does not end a sentence
 */
export function insertIntoHtml(
  content: string,
  range: TextRange,
  { images, context }: ImageWriter,
  isAfterCode: boolean,
): Insertion {
  // A literal on one line stays on it.
  const isInline = isAfterCode || !content.includes('\n');
  const inserted = html.insert(
    content,
    range,
    images.map((each) => ({ ...each, form: 'path' })),
    isInline && context.placement === 'auto' ? { ...context, placement: 'cursor' } : context,
  );
  return {
    ...inserted,
    edits: inserted.edits.map((each) => ({ ...each, ...escapeBackslashes(each) })),
  };
}

/** In a template literal, a backslash is an escape. */
function escapeBackslashes({ text, alts }: WrittenText): WrittenText {
  const shift = (offset: number) =>
    offset + (text.slice(0, offset).split('\\').length - 1) * (backslash.length - 1);
  return {
    text: text.replaceAll('\\', backslash),
    alts: alts.map(({ start, end }) => ({ start: shift(start), end: shift(end) })),
  };
}

const backslash = '&#92;';
