import type { DocumentLanguage } from '../language.ts';
import { replaceRange } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';

/** CSS. */
export const css: DocumentLanguage = {
  ids: ['css'],
  extensions: ['css'],
  insert: (text, range, images) => {
    const paths = images.map(({ path }) => encodePath(path));
    const before = text.slice(0, range.start);
    if (/url\(["']?$/.test(before)) return replaceRange(range, paths.join(''));
    const urls = paths.map((path) => `url("${path}")`).join(', ');
    const isValue =
      before.lastIndexOf(':') > Math.max(before.lastIndexOf('{'), before.lastIndexOf(';'));
    return replaceRange(range, isValue ? urls : `background-image: ${urls};`);
  },
  findReferences: (text) =>
    [...text.matchAll(/url\("([^"]*)"\)/g)].map(({ 0: url, 1: value = '', index }) => ({
      start: index,
      end: index + url.length,
      path: { start: index + 5, end: index + 5 + value.length, value: decodeURIComponent(value) },
    })),
};
