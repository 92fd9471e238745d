import type { InsertionContext, ReferencedImage, TextRange } from '../../language.ts';
import type { WrittenText } from '../../text/edits.ts';
import { getLine, type Line } from '../../text/lines.ts';
import { writeReference, type MarkdownDialect } from '../dialect.ts';
import { maskDocument, type Mask } from '../syntax/masks.ts';
import { splitDocument, type Segment } from '../syntax/segments.ts';

/** A document into which images are inserted. */
export interface Scene {
  readonly text: string;
  /** The text without what the parser of Markdown does not know. Offsets are the same. */
  readonly masked: string;
  readonly masks: readonly Mask[];
  readonly segments: readonly Segment[];
  readonly dialect: MarkdownDialect;
  readonly images: readonly ReferencedImage[];
  /** Whole references. */
  readonly references: readonly WrittenText[];
  readonly context: InsertionContext;
}

/** Reads a document for an insertion. */
export function createScene(
  text: string,
  images: readonly ReferencedImage[],
  dialect: MarkdownDialect,
  context: InsertionContext,
): Scene {
  const { text: masked, masks } = maskDocument(text, dialect.isMdx);
  return {
    text,
    masked,
    masks,
    segments: splitDocument(masked, dialect),
    dialect,
    images,
    references: images.map((image) => writeReference(dialect, image, context.template)),
    context,
  };
}

/** The segment that an offset is in. */
export function findSegment({ segments, text }: Scene, offset: number): Segment {
  return (
    segments.find(({ start, end }) => offset >= start && offset < end) ??
    getLast(segments, text.length)
  );
}

/** After the last line break of a document, no segment continues. */
function getLast(segments: readonly Segment[], end: number): Segment {
  return segments.at(-1) ?? { kind: 'markdown', start: 0, end };
}

/** The mask that an offset is strictly inside of. */
export function findMask({ masks }: Scene, offset: number): Mask | undefined {
  return masks.find(({ start, end }) => start < offset && offset < end);
}

/** Whether a line separates paragraphs: it is blank, or belongs to a container that needs no blank lines. */
export function isSeparator(scene: Scene, line: Line | undefined): boolean {
  if (line === undefined || isBlankContent(line.text)) return true;
  if (!isBlankContent(scene.masked.slice(line.start, line.end))) return false;
  return !scene.masks.some(
    ({ kind, start, end }) => kind === 'template' && start <= line.end && end >= line.start,
  );
}

/** Whether a line has nothing but white space and the markers of quotes. */
export function isBlankContent(line: string): boolean {
  return /^[\s>]*$/.test(line);
}

/**
 * What the lines of a block start with, after the first one: the markers of quotes, and white space for those of
 * lists and footnotes.
 * @param contentStart where the block starts, or any position in its first line before it
 */
export function getPrefix({ masked }: Scene, contentStart: number): string {
  const line = getLine(masked, contentStart);
  return masked
    .slice(line.start, contentStart)
    .replace(/\[\^[^[\]]*\]:\s*$/, '    ')
    .replace(/\[[ x]\]\s+$/i, '')
    .replace(/[^\s>]/g, ' ');
}

/** The range of a whole line, without its line break. */
export function getLineRange(text: string, { start, end }: TextRange): TextRange {
  return { start: getLine(text, start).start, end: getLine(text, end).end };
}
