import { getFileName, getFileStem } from './fileName.ts';
import type { ReferencedImage } from '../language.ts';
import { altText, concatenate, copyOf, type WrittenText } from './edits.ts';

/** The values of the placeholders of a template, escaped for the language. */
export interface TemplateValues {
  readonly path: string;
  readonly alt: string;
  readonly image: ReferencedImage;
}

const placeholder = /\$\{(path|alt|name|stem|label|width|height)\}/;

/** Writes the user's own reference: `![${alt}](${path})`. Unknown placeholders are kept. */
export function fillTemplate(template: string, { path, alt, image }: TemplateValues): WrittenText {
  const stem = getFileStem(path);
  const values: Readonly<Record<string, string>> = {
    path,
    name: getFileName(path),
    stem,
    // Labels of LaTeX, Typst, and others have no spaces and no percent signs.
    label: stem.replace(/[^\p{L}\p{N}\-]+/gu, '-'),
    width: String(image.width ?? ''),
    height: String(image.height ?? ''),
  };
  let hasAlt = false;
  // The parts between placeholders alternate with their names.
  const parts = template.split(placeholder).map((part, index) => {
    if (index % 2 === 0) return part;
    if (part !== 'alt') return values[part] ?? '';
    const written = altText(alt);
    const isCopy = hasAlt;
    hasAlt = true;
    return isCopy ? copyOf(written) : written;
  });
  return concatenate(...parts);
}
