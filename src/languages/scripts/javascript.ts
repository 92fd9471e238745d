import type { DocumentLanguage } from '../language.ts';
import { replaceRange } from '../text/edits.ts';

/** JavaScript. */
export const javascript: DocumentLanguage = {
  ids: ['javascript'],
  extensions: ['js'],
  insert: (text, range, images) => {
    const isInString = /["']$/.test(text.slice(0, range.start));
    const paths = images.map(({ path }) => (isInString ? path : `'${path}'`));
    return replaceRange(range, paths.join(', '));
  },
  findReferences: () => [],
};
