import type { DocumentLanguage } from '../language.ts';
import { replaceRange } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';
import { getLine } from '../text/lines.ts';

/** CSS. */
export const css: DocumentLanguage = {
  ids: ['css'],
  extensions: ['css'],
  insert: (text, range, images) => {
    const before = text.slice(getLine(text, range.start).start, range.start);
    const paths = images.map(({ path }) => encodePath(path));
    if (/url\(\s*["']?$/.test(before)) return replaceRange(range, paths.join('"), url("'));
    const layers = paths.map((path) => `url("${path}")`).join(', ');
    const isValue = before.includes(':');
    return replaceRange(range, isValue ? layers : `background-image: ${layers};`);
  },
  findReferences: () => [],
};
