import type { Heading, Paragraph } from 'mdast';
import type { Insertion } from '../../language.ts';
import { getLine } from '../../text/lines.ts';
import { insertIntoEmptyItem } from './blankLine.ts';
import { findSpot } from './inline.ts';
import { getDocumentRange, type Location } from './locate.ts';
import { getPrefix, type Scene } from './scene.ts';
import { insertAbove, insertBelow, insertInline } from './writeBlocks.ts';

/** The frame of a table that Pandoc reads, which an image inside would break. */
const gridTable = /^ {0,3}\+[-=+:]+$/m;

/** Inserts images into a paragraph, or above or below it. */
export function insertIntoParagraph(
  scene: Scene,
  location: Location,
  paragraph: Paragraph | Heading,
  offset: number,
): Insertion {
  const { masked, context } = scene;
  const range = getDocumentRange(location, paragraph);
  const prefix = getPrefix(scene, range.start);
  const line = getLine(scene.text, offset);
  const empty = insertIntoEmptyItem(scene, line);
  if (empty) return empty;
  const source = masked.slice(range.start, range.end);
  if (gridTable.test(source)) return insertBelow(scene, range.end, prefix);
  const lead = /^[\s>]*/.exec(line.text)?.[0].length ?? 0;
  const spot = findSpot(
    scene,
    location,
    paragraph,
    Math.max(offset, Math.min(line.start + lead, range.end)),
  );
  if ('edits' in spot) return spot;
  if (context.placement === 'cursor') return insertInline(scene, spot.offset);
  if (context.placement === 'below' || context.isAfterPrompt) {
    return insertBelow(scene, range.end, prefix);
  }
  if (spot.offset <= range.start) {
    const isAfterMarker = /[^\s>]/.test(
      masked.slice(getLine(masked, range.start).start, range.start),
    );
    return isAfterMarker
      ? insertInline(scene, spot.offset)
      : insertAbove(scene, range.start, prefix);
  }
  // A backslash at the end of a line is a line break.
  const rest = masked.slice(spot.offset, getLine(masked, spot.offset).end);
  return /^\s*\\?$/.test(rest)
    ? insertBelow(scene, range.end, prefix)
    : insertInline(scene, spot.offset);
}
