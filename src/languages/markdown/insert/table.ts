import type { Table } from 'mdast';
import type { Insertion } from '../../language.ts';
import { getLine } from '../../text/lines.ts';
import { findSpot } from './inline.ts';
import { getDocumentRange, type Location } from './locate.ts';
import { getPrefix, type Scene } from './scene.ts';
import { insertAbove, insertBelow, insertInline } from './writeBlocks.ts';

/** Inserts images into a cell of a table, or above or below the table at its edges. */
export function insertIntoTable(
  scene: Scene,
  location: Location,
  table: Table,
  offset: number,
): Insertion {
  const range = getDocumentRange(location, table);
  const prefix = getPrefix(scene, range.start);
  if (scene.context.placement === 'below') return insertBelow(scene, range.end, prefix);
  if (offset <= range.start) {
    return /[^\s>]/.test(prefix)
      ? insertBelow(scene, range.end, prefix)
      : insertAbove(scene, offset, prefix);
  }
  const line = getLine(scene.masked, offset);
  const row = table.children.find((each) => {
    const { start, end } = getDocumentRange(location, each);
    return start <= line.end && end >= line.start;
  });
  if (row === undefined) return insertBelow(scene, range.end, prefix);
  const rowRange = getDocumentRange(location, row);
  const source = scene.masked.slice(rowRange.start, rowRange.end);
  const hasEnd = /[^\\]\|$/.test(source);
  const isAtEnd = offset >= rowRange.end && hasEnd;
  if (isAtEnd && row === table.children.at(-1)) return insertBelow(scene, range.end, prefix);
  const first = rowRange.start + (source.startsWith('|') ? 1 : 0);
  const position = Math.min(Math.max(offset, first), rowRange.end - (hasEnd ? 1 : 0));
  const cell = row.children.find((each) => {
    const { start, end } = getDocumentRange(location, each);
    return start <= position && position <= end;
  });
  if (cell === undefined) return insertInline(scene, position);
  const spot = findSpot(scene, location, cell, position);
  return 'edits' in spot ? spot : insertInline(scene, spot.offset);
}
