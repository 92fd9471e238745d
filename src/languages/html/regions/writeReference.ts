import type { InsertionContext, ReferencedImage } from '../../language.ts';
import { altText, concatenate, type WrittenText } from '../../text/edits.ts';
import { fillTemplate } from '../../text/template.ts';
import { escapeAttribute } from '../escape.ts';
import type { HtmlDocument } from './document.ts';

/**
 * Writes a reference to an image as an element.
 * @param indentation of the lines after the first one, if a template of the user has several
 */
export function writeReference(
  { dialect, imports }: HtmlDocument,
  kind: 'image' | 'svgImage' | 'source',
  image: ReferencedImage,
  { template, eol }: InsertionContext,
  indentation: string,
): WrittenText {
  const path = dialect.encodeSource(image.path);
  const alt = escapeAttribute(image.alt);
  if (kind === 'source')
    return concatenate(`<source srcset="${path}"${dialect.isXml ? ' />' : '>'}`);
  if (kind === 'svgImage') {
    const { width, height } = image;
    const size =
      width === undefined || height === undefined ? '' : ` width="${width}" height="${height}"`;
    return concatenate(
      `<image href="${path}"${size} role="img" aria-label="`,
      altText(alt),
      '" />',
    );
  }
  if (template !== undefined) {
    const lines = template.replace(/\r?\n/g, () => eol + indentation);
    return fillTemplate(lines, { path, alt, image });
  }
  const name = image.form === 'import' ? imports?.nameOf(image) : undefined;
  const source = name === undefined ? `src="${path}"` : `:src="${name}"`;
  return concatenate(`<img ${source} alt="`, altText(alt), dialect.isXml ? '" />' : '">');
}
