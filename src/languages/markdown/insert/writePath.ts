import type { Insertion, InsertionNote, TextEdit, TextRange } from '../../language.ts';
import { altText, concatenate, join, replaceRange, type WrittenText } from '../../text/edits.ts';
import { getIndentation, getLine } from '../../text/lines.ts';
import { writeElement } from '../dialect.ts';
import type { Scene } from './scene.ts';
import { insertBelow } from './writeBlocks.ts';

/** Whether a path in a slot is incomplete or refers to an image, and is not a link to a page. */
export function isReplaceable(value: string): boolean {
  if (value === '' || /^\.{0,2}\/?$/.test(value)) return true;
  if (/\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|ico)(?:$|[?#])/i.test(value)) return true;
  return !/^[a-z][\w+.-]*:/i.test(value) && value.endsWith('/');
}

/** The parts of a reference that is there. */
export interface Reference {
  readonly path: TextRange;
  /** Where the alt text is written, if it has to be. */
  readonly alt?: TextRange;
  /** Writes the escaped alt text. As it is, if absent. */
  readonly writeAlt?: (alt: WrittenText) => WrittenText;
  /** Where the reference ends, for further images. */
  readonly end: number;
  /** Whether it is an element of HTML, and so are further images. */
  readonly isElement?: boolean;
  /** What lines of its block start with, if further images are paragraphs of their own below it. */
  readonly prefix?: string;
  readonly encodePath: (path: string) => string;
  readonly escapeAlt: (alt: string) => string;
}

/** Writes the first image into a reference that is there, and the others after it. */
export function fillReference(scene: Scene, reference: Reference): Insertion {
  const [first, ...others] = scene.images;
  if (first === undefined) return { edits: [], notes: [] };
  const edits: TextEdit[] = [
    { ...reference.path, text: reference.encodePath(first.path), alts: [] },
  ];
  if (reference.alt !== undefined) {
    const alt = altText(reference.escapeAlt(first.alt));
    edits.push({ ...reference.alt, ...(reference.writeAlt?.(alt) ?? alt) });
  }
  if (others.length > 0 && reference.prefix !== undefined) {
    const rest = { ...scene, references: scene.references.slice(1) };
    edits.push(...insertBelow(rest, reference.end, reference.prefix).edits);
  } else if (others.length > 0) {
    const elements =
      reference.isElement === true ? others.map(writeElement) : scene.references.slice(1);
    const rest = concatenate(' ', join(elements, ' '));
    edits.push({ start: reference.end, end: reference.end, ...rest });
  }
  return { edits: edits.toSorted((a, b) => a.start - b.start), notes: [] };
}

/** Writes only paths, where no image can be shown. */
export function insertPaths(
  { text, images, context }: Scene,
  range: TextRange,
  note: InsertionNote,
): Insertion {
  const line = getLine(text, range.start);
  const paths = images.map(({ path }) => path);
  const before = /[\p{L}\p{N}.,;:!?)\]。，；：！？）]$/u.test(text.slice(line.start, range.start));
  const after = /^[\p{L}\p{N}(]/u.test(text.slice(range.end, range.end + 2));
  const written = paths.join(context.eol + getIndentation(line));
  return replaceRange(range, `${before ? ' ' : ''}${written}${after ? ' ' : ''}`, [note]);
}

/** The content of the string on a line that an offset is in. */
export function findString(
  text: string,
  line: TextRange,
  offset: number,
  quotes = /["']/,
): TextRange | undefined {
  let start: number | undefined;
  for (let index = line.start; index < line.end; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (start === undefined) {
      if (index >= offset) return undefined;
      if (quotes.test(character)) start = index + 1;
    } else if (character === text.charAt(start - 1)) {
      if (index >= offset) return { start, end: index };
      start = undefined;
    }
  }
  return start === undefined ? undefined : { start, end: offset };
}
