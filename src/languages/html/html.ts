import type { DocumentLanguage } from '../language.ts';
import { altText, concatenate, join, replaceRange } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';
import { escapeAttribute } from './escape.ts';
import { extractHtmlText } from './htmlText.ts';

/** HTML. */
export const html: DocumentLanguage = {
  ids: ['html'],
  extensions: ['html', 'htm'],
  readPrompt: extractHtmlText,
  insert: (text, range, images, { eol }) => {
    const paths = images.map(({ path }) => encodePath(path));
    if (/\ssrc=["']$/.test(text.slice(0, range.start).slice(-20))) {
      return replaceRange(range, paths.join(' '));
    }
    const elements = images.map(({ alt }, index) =>
      concatenate(`<img src="${paths[index] ?? ''}" alt="`, altText(escapeAttribute(alt)), '">'),
    );
    return replaceRange(range, join(elements, eol));
  },
  findReferences: () => [],
};
