import type { DocumentLanguage, ImageReference, ReferencedImage } from '../language.ts';
import { altText, concatenate, join, replaceRange, type WrittenText } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';
import { escapeMarkdown } from './escape.ts';

/** Markdown, in its simplest form: a whole reference at the cursor, or a path over a path. */
export const markdown: DocumentLanguage = {
  ids: ['markdown'],
  extensions: ['md'],
  insert: (text, range, images, { eol }) => {
    const isPath = text.slice(0, range.start).endsWith('](');
    const written = join(
      images.map((image) => (isPath ? encodePath(image.path) : writeImage(image))),
      eol + eol,
    );
    const before = /\S$/.test(text.slice(0, range.start)) && !isPath ? ' ' : '';
    return replaceRange(range, concatenate(before, written));
  },
  findReferences: (text) =>
    [...text.matchAll(/!\[([^\]\n]*)\]\(([^)\s]*)\)/g)].map(
      ({ 0: whole, 2: path = '', index }): ImageReference => {
        const end = index + whole.length;
        return {
          start: index,
          end,
          path: { start: end - 1 - path.length, end: end - 1, value: decodeURI(path) },
        };
      },
    ),
};

function writeImage({ path, alt }: ReferencedImage): WrittenText {
  return concatenate('![', altText(escapeMarkdown(alt)), `](${encodePath(path)})`);
}
