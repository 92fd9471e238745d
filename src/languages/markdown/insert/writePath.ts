import type { Insertion, InsertionNote, TextRange } from '../../language.ts';
import { altText, concatenate, join, replaceRange, type WrittenText } from '../../text/edits.ts';
import { getIndentation, getLine } from '../../text/lines.ts';
import { writeElement } from '../dialect.ts';
import type { Scene } from './scene.ts';

/** Whether a path in a slot was only begun, or is that of another image: it is no link to a page. */
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
  readonly encodePath: (path: string) => string;
  readonly escapeAlt: (alt: string) => string;
}

/** Writes the first image into a reference that is there, and the others after it. */
export function fillReference(scene: Scene, reference: Reference): Insertion {
  const [first, ...others] = scene.images;
  if (first === undefined) return { edits: [], notes: [] };
  const edits = [
    { ...reference.path, text: reference.encodePath(first.path), alts: [] as TextRange[] },
  ];
  if (reference.alt !== undefined) {
    const alt = altText(reference.escapeAlt(first.alt));
    edits.push({ ...reference.alt, ...toText(reference.writeAlt?.(alt) ?? alt) });
  }
  if (others.length > 0) {
    const elements =
      reference.isElement === true ? others.map(writeElement) : scene.references.slice(1);
    const rest = concatenate(' ', join(elements, ' '));
    edits.push({ start: reference.end, end: reference.end, ...toText(rest) });
  }
  return { edits: edits.toSorted((a, b) => a.start - b.start), notes: [] };
}

function toText({ text, alts }: WrittenText): { text: string; alts: TextRange[] } {
  return { text, alts: [...alts] };
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

/** Writes paths as strings of the code that a document runs, or into the string of the cursor. */
export function insertStrings(scene: Scene, offset: number): Insertion {
  const { text, images } = scene;
  const line = getLine(text, offset);
  const string = findString(text, line, offset);
  const escape = (path: string) => path.replace(/[\\"$]/g, '\\$&');
  if (string === undefined) {
    const written = images.map(({ path }) => `"${path.replace(/[\\"]/g, '\\$&')}"`).join(', ');
    return replaceRange({ start: offset, end: offset }, written, ['pathInCode']);
  }
  const [first = '', ...others] = images.map(({ path }) => escape(path).replaceAll('\\$', '$'));
  const quote = text.charAt(string.start - 1);
  const written = [first, ...others].join(`${quote}, ${quote}`);
  const isSlot = isReplaceable(text.slice(string.start, string.end));
  const range = isSlot ? string : { start: offset, end: offset };
  return replaceRange(range, written, ['pathInCode']);
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
