import type { Insertion, InsertionNote } from '../../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../../text/edits.ts';
import { getLine, getNextLine, getPreviousLine, type Line } from '../../text/lines.ts';
import { isSeparator, type Scene } from './scene.ts';

const listItem = /^[\s>]*(?:[-*+]|\d{1,9}[.)])(?:\s|$)/;

/** Inserts the images as paragraphs of their own below the line of an offset. */
export function insertBelow(
  scene: Scene,
  offset: number,
  prefix: string,
  notes: readonly InsertionNote[] = [],
): Insertion {
  const { eol } = scene.context;
  const line = getLine(scene.text, offset);
  const blank = prefix.trimEnd();
  return replaceRange(
    { start: line.end, end: line.end },
    concatenate(eol, blank, eol, writeParagraphs(scene, prefix), writeGap(scene, line, prefix)),
    notes,
  );
}

/** Inserts the images as paragraphs of their own above the line of an offset. */
export function insertAbove(
  scene: Scene,
  offset: number,
  prefix: string,
  notes: readonly InsertionNote[] = [],
): Insertion {
  const { eol } = scene.context;
  const line = getLine(scene.text, offset);
  const blank = prefix.trimEnd() + eol;
  const before = isSeparator(scene, getPreviousLine(scene.text, line)) ? '' : blank;
  return replaceRange(
    { start: line.start, end: line.start },
    concatenate(before, writeParagraphs(scene, prefix), eol, blank),
    notes,
  );
}

/** Inserts the images as paragraphs of their own on a blank line. */
export function insertOnLine(
  scene: Scene,
  line: Line,
  prefix: string,
  notes: readonly InsertionNote[] = [],
): Insertion {
  const { eol } = scene.context;
  const blank = prefix.trimEnd() + eol;
  const before = isSeparator(scene, getPreviousLine(scene.text, line)) ? '' : blank;
  return replaceRange(
    line,
    concatenate(before, writeParagraphs(scene, prefix), writeGap(scene, line, prefix)),
    notes,
  );
}

/** The blank line that is needed before the next line. */
function writeGap(scene: Scene, line: Line, prefix: string): string {
  const next = getNextLine(scene.text, line);
  if (next === undefined || isSeparator(scene, next)) return '';
  // The next item of the list ends the paragraph, and a blank line would make the list loose.
  if (/\s$/.test(prefix) && !prefix.endsWith('> ') && listItem.test(next.text)) return '';
  const blank = prefix.trimEnd();
  return scene.context.eol + (next.text.startsWith(blank) ? blank : '');
}

function writeParagraphs({ references, context }: Scene, prefix: string): WrittenText {
  const separator = `${context.eol}${prefix.trimEnd()}${context.eol}${prefix}`;
  return concatenate(prefix, join(references, separator));
}

/** After these, a reference needs no space: white space, and what opens. */
const opening = /[\s([{“‘（「『【《<>"'/—–-]/;
/** Before these, a reference needs no space: white space, and what closes. */
const closing = /[\s.,;:!?)\]}”’。，；：！？、）」』】》…"'<]/;

/** Inserts the images into a line. */
export function insertInline(
  scene: Scene,
  start: number,
  { end = start, notes = [] }: { end?: number; notes?: readonly InsertionNote[] } = {},
): Insertion {
  const { text, references } = scene;
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  const isBeforeImage = text.startsWith('![', end);
  // The text of an emphasis was the selection.
  const isBetweenMarkers = before === after && /[*_~=]/.test(before);
  return replaceRange(
    { start, end },
    concatenate(
      isBetweenMarkers || before === '' || opening.test(before) ? '' : ' ',
      join(references, ' '),
      // Braces would be its attributes, and a parenthesis could be its destination.
      isBetweenMarkers || after === '' || (closing.test(after) && !isBeforeImage) ? '' : ' ',
    ),
    notes,
  );
}
