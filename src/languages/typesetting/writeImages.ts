import type { InsertionContext, ReferencedImage, TextEdit, TextRange } from '../language.ts';
import { concatenate, join, type WrittenText } from '../text/edits.ts';
import { getIndentation, getLine } from '../text/lines.ts';
import { fillTemplate } from '../text/template.ts';

/** How a language writes one image. */
export interface ImageWriter {
  readonly escapePath: (path: string) => string;
  readonly escapeAlt: (alt: string) => string;
  /** The whole reference. Lines after the first one start with the indentation. */
  readonly write: (path: string, alt: string, indentation: string) => WrittenText;
}

/** Writes an image by the user's template, or in the syntax of the language. */
export function writeImage(
  image: ReferencedImage,
  writer: ImageWriter,
  { template, eol }: InsertionContext,
  indentation = '',
): WrittenText {
  const path = writer.escapePath(image.path);
  const alt = writer.escapeAlt(image.alt);
  if (template === undefined) return writer.write(path, alt, indentation);
  const lines = template.replace(/\r?\n/g, eol + indentation);
  return fillTemplate(lines, { path, alt, image });
}

/** Writes images with a separator between them. */
export function writeImages(
  images: readonly ReferencedImage[],
  writer: ImageWriter,
  context: InsertionContext,
  separator: string,
  indentation = '',
): WrittenText {
  return join(
    images.map((image) => writeImage(image, writer, context, indentation)),
    separator,
  );
}

/** Writes the paths of images, one on each line, where no image can be shown. */
export function writePaths(
  text: string,
  range: TextRange,
  paths: readonly string[],
  { eol }: InsertionContext,
): TextEdit {
  const line = getLine(text, range.start);
  const before = text.slice(line.start, range.start);
  // A comment continues on the next line.
  const prefix = /^\s*(?:%+|\/\/+|#|\.\.)?[^\S\n]*/.exec(before)?.[0] ?? getIndentation(line);
  const spaceBefore = /[\p{L}\p{N}.,;:!?%#]$/u.test(before) ? ' ' : '';
  const spaceAfter = /^[\p{L}\p{N}]/u.test(text.slice(range.end, range.end + 2)) ? ' ' : '';
  return {
    ...range,
    text: spaceBefore + paths.join(eol + prefix) + spaceAfter,
    alts: [],
  };
}

/** The edit that adds further references after one. */
export function addAfter(
  reference: TextRange,
  references: WrittenText,
  separator: string,
): readonly TextEdit[] {
  if (references.text === '') return [];
  const written = concatenate(separator, references);
  return [{ start: reference.end, end: reference.end, ...written }];
}

/** What is between a reference and the next one: a line break if the reference has a line of its own. */
export function getSeparatorAfter(
  text: string,
  { start, end }: TextRange,
  { eol }: InsertionContext,
): string {
  const line = getLine(text, start);
  const isAlone =
    text.slice(line.start, start).trim() === '' &&
    text.slice(end, getLine(text, end).end).trim() === '';
  return isAlone ? eol + getIndentation(line) : ' ';
}
