import { getFileStem } from '../text/fileName.ts';
import type { InsertionContext, ReferencedImage } from '../language.ts';
import { concatenate, join, type WrittenText } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';
import { fillTemplate } from '../text/template.ts';

/** What is written for images, in the forms that the places of a style sheet need. */
export interface StyleWriter {
  readonly eol: string;
  /** Encoded. They need no escaping in strings and in `url(…)`. */
  readonly paths: readonly string[];
  /** Each image as a value. */
  readonly values: readonly WrittenText[];
  /** Declarations with a property, without the last semicolon. The user's template can have several. */
  readonly declarations: readonly WrittenText[];
  /** Names for classes and variables, after the files. */
  readonly names: readonly string[];
  /** Whether the declarations are whole rules of the user. */
  readonly isRule: boolean;
}

/** Prepares what is written for images. */
export function createStyleWriter(
  images: readonly ReferencedImage[],
  { eol, template }: InsertionContext,
): StyleWriter {
  const paths = images.map(({ path }) => encodePath(path));
  const fill = (text: string) =>
    images.map((image, index) =>
      fillTemplate(text, { path: paths[index] ?? '', alt: escapeAlt(image.alt), image }),
    );
  const isValue = template !== undefined && !/[:;{}]/.test(template.replace(/\$\{\w+\}/g, ''));
  const ownTemplate = template?.trim().replace(/;$/, '');
  const values = fill(isValue && ownTemplate !== undefined ? ownTemplate : 'url("${path}")');
  const isDeclaration = ownTemplate !== undefined && !isValue;
  return {
    eol,
    paths,
    values,
    declarations: isDeclaration
      ? fill(ownTemplate)
      : [concatenate('background-image: ', join(values, ', '))],
    names: images.map(({ path }) => toIdentifier(path)),
    isRule: isDeclaration && ownTemplate.endsWith('}'),
  };
}

/** Escapes an alt text in the user's template, where it can be in a string or in a comment. */
function escapeAlt(alt: string): string {
  return alt.replace(/["'\\]/g, String.raw`\$&`).replaceAll('*/', '* /');
}

/** The name of a file as an identifier that needs no escaping. */
function toIdentifier(path: string): string {
  const stem = getFileStem(path);
  const identifier = stem.replace(/[^\p{L}\p{N}_]+/gu, '-').replace(/^-|-$/g, '');
  if (identifier === '') return 'image';
  return /^[\p{L}_]/u.test(identifier) ? identifier : `image-${identifier}`;
}
