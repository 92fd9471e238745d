import type { Nodes } from 'mdast';
import type { Insertion } from '../../language.ts';
import { getLine, getPreviousLine } from '../../text/lines.ts';
import { insertOnBlankLine } from './blankLine.ts';
import { insertIntoCode } from './codeBlock.ts';
import { insertIntoDefinition } from './definition.ts';
import { insertElements, insertIntoHtml } from './htmlBlock.ts';
import { countOpenElements } from '../syntax/htmlSpot.ts';
import { getDocumentRange, locate, type Location } from './locate.ts';
import { insertIntoMask } from './maskedSyntax.ts';
import { insertIntoParagraph } from './paragraph.ts';
import { insertBeforeContainer } from './containerStart.ts';
import { findMask, getPrefix, type Scene } from './scene.ts';
import type { Segment } from '../syntax/segments.ts';
import { insertIntoTable } from './table.ts';
import { insertAbove, insertBelow, insertInline } from './writeBlocks.ts';

/** Inserts images into a segment that the parser has to read. */
export function insertIntoMarkdown(scene: Scene, segment: Segment, offset: number): Insertion {
  const location = locate(scene, segment, offset);
  const { leaf } = location;
  const isCode = leaf?.type === 'code';
  const mask = isCode ? undefined : findMask(scene, offset);
  if (mask) {
    const prefix = getPrefix(scene, leaf ? getDocumentRange(location, leaf).start : mask.start);
    const insertion = insertIntoMask(scene, mask, offset, prefix);
    if (insertion) return insertion;
  }
  const position = mask?.end ?? offset;
  return leaf === undefined
    ? insertWithoutBlock(scene, location, position)
    : insertIntoBlock(scene, location, leaf, position);
}

function insertWithoutBlock(scene: Scene, location: Location, offset: number): Insertion {
  const line = getLine(scene.text, offset);
  const block = scene.masks.find(({ start, end }) => start <= line.end && end >= line.start);
  if (block && /\S/.test(line.text.replace(/^[\s>]+/, ''))) {
    const isBetween =
      scene.masks.some(
        ({ start, end }) => start >= line.start && end <= offset && end > line.start,
      ) && scene.masks.some(({ start }) => start >= offset && start < line.end);
    if (isBetween) return insertInline(scene, offset);
    const prefix = /^[\s>]*/.exec(line.text)?.[0] ?? '';
    return offset <= line.start + prefix.length
      ? insertAbove(scene, offset, prefix)
      : insertBelow(scene, offset, prefix);
  }
  return isInOpenHtml(scene, location, offset)
    ? insertElements(scene, offset)
    : insertOnBlankLine(scene, location, line);
}

/** Whether the line before is one of HTML that a blank line ends, with elements that are still open. */
function isInOpenHtml({ text }: Scene, location: Location, offset: number): boolean {
  const line = getLine(text, offset);
  const previous = getPreviousLine(text, line);
  const parent = location.containers.at(-1);
  const html = parent?.children.find(
    (each) => each.type === 'html' && getDocumentRange(location, each).end === previous?.end,
  );
  return html !== undefined && 'value' in html && countOpenElements(html.value) > 0;
}

function insertIntoBlock(scene: Scene, location: Location, leaf: Nodes, offset: number): Insertion {
  const range = getDocumentRange(location, leaf);
  const prefix = getPrefix(scene, range.start);
  if (offset < range.start) {
    const insertion = insertBeforeContainer(scene, location, range.start, offset);
    if (insertion) return insertion;
  }
  // In the markers before the block is the same as at its start.
  const position = Math.max(offset, range.start);
  const isAtStart = position === range.start && scene.context.placement !== 'below';
  const isAfterMarker = /[^\s>]/.test(
    scene.masked.slice(getLine(scene.text, range.start).start, range.start),
  );
  switch (leaf.type) {
    case 'paragraph':
      return insertIntoParagraph(scene, location, leaf, position);
    case 'heading':
      if (scene.context.placement === 'cursor' && !isAtStart) {
        return insertIntoParagraph(scene, location, leaf, position);
      }
      break;
    case 'table':
      return insertIntoTable(scene, location, leaf, position);
    case 'code':
      if (isAtStart && isAfterMarker) break;
      return insertIntoCode(scene, range, position, prefix);
    case 'html':
      if (isAtStart && isAfterMarker) return insertElements(scene, position);
      return insertIntoHtml(scene, range, position, prefix);
    case 'definition': {
      const insertion = insertIntoDefinition(scene, range, position, prefix);
      if (insertion) return insertion;
      break;
    }
    default:
  }
  return isAtStart && !isAfterMarker
    ? insertAbove(scene, position, prefix)
    : insertBelow(scene, range.end, prefix);
}
