import type { ImageReference, TextValue } from '../../language.ts';
import { decodePath } from '../../text/decodePath.ts';
import { decodeText } from './decodeText.ts';

const image =
  /!\[((?:[^[\]\\\n]|\\.){0,1000})\]\((?:<([^<>\n]{0,1000})>|([^\s()<>]{1,1000}))(?:[ \t]{1,9}(?:"[^"\n]{0,1000}"|'[^'\n]{0,1000}'))?\)/g;

/**
 * The images in Markdown that is too long to be parsed. Also those in inline code.
 * @param base what is added to all offsets
 */
export function findImagesByPattern(source: string, base: number): ImageReference[] {
  return Array.from(
    source.matchAll(image),
    ({ 0: whole, 1: alt = '', 2: quoted, 3: path, index }) => {
      const start = base + index;
      const isQuoted = quoted !== undefined;
      const altStart = start + 2;
      const pathStart = altStart + alt.length + (isQuoted ? 3 : 2);
      return {
        start,
        end: start + whole.length,
        path: toValue(pathStart, quoted ?? path ?? '', decodePath),
        alt: toValue(altStart, alt, (value) => value),
      };
    },
  );
}

function toValue(start: number, source: string, decode: (value: string) => string): TextValue {
  return { start, end: start + source.length, value: decode(decodeText(source)) };
}
