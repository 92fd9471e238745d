import type { DocumentLanguage } from '../language.ts';
import { concatenate, join, replaceRange } from '../text/edits.ts';
import { getIndentation, getLine } from '../text/lines.ts';
import { fillTemplate } from '../text/template.ts';

/** Plain text, and every language that nothing is known about: paths, one on each line. */
export const plainText: DocumentLanguage = {
  ids: ['plaintext'],
  extensions: ['txt'],
  insert: (text, range, images, { eol, template }) => {
    const line = getLine(text, range.start);
    const paths = images.map((image) =>
      template === undefined
        ? image.path
        : fillTemplate(template, { path: image.path, alt: image.alt, image }),
    );
    const before = /[^\s("'<=[{]$/.test(text.slice(line.start, range.start)) ? ' ' : '';
    const after = /^[\p{L}\p{N}]/u.test(text.slice(range.end, range.end + 2)) ? ' ' : '';
    return replaceRange(range, concatenate(before, join(paths, eol + getIndentation(line)), after));
  },
  findReferences: () => [],
};
