import type { Nodes } from 'mdast';
import type { Insertion } from '../../language.ts';
import { concatenate, join, replaceRange } from '../../text/edits.ts';
import type { Line } from '../../text/lines.ts';
import { getDocumentRange, type Location } from './locate.ts';
import { getPrefix, type Scene } from './scene.ts';
import { insertOnLine } from './writeBlocks.ts';

/** The markers of a line that has nothing else: quotes, a list item, a task, a footnote. */
const emptyItem = /^([\s>]*)(?:((?:[-*+]|\d{1,9}[.)])(?:\s+\[[ x]\])?)|(?:\[\^[^\]]+\]:))[ \t]*$/i;

/** Inserts images on a line without content. */
export function insertOnBlankLine(scene: Scene, location: Location, line: Line): Insertion {
  return (
    insertIntoEmptyItem(scene, line) ??
    insertOnLine(scene, line, getLinePrefix(scene, location, line))
  );
}

/** Inserts images into an item of a list, or a footnote, that has no text yet. Undefined elsewhere. */
export function insertIntoEmptyItem(scene: Scene, line: Line): Insertion | undefined {
  const match = emptyItem.exec(scene.masked.slice(line.start, line.end));
  if (match === null) return undefined;
  const [, lead = '', marker] = match;
  const space = /\s$/.test(line.text) ? '' : ' ';
  const number = /^\d+/.exec(marker ?? '')?.[0];
  const items = scene.references.map((reference, index) => {
    if (index === 0) return concatenate(space, reference);
    if (marker === undefined) return concatenate(' ', reference);
    const next =
      number === undefined ? marker : marker.replace(number, String(Number(number) + index));
    return concatenate(scene.context.eol, `${lead}${next} `, reference);
  });
  return replaceRange({ start: line.end, end: line.end }, join(items, ''));
}

/** What an own paragraph on a blank line starts with. */
function getLinePrefix(scene: Scene, location: Location, line: Line): string {
  if (line.text.includes('>')) return /\s$/.test(line.text) ? line.text : `${line.text} `;
  const inner = location.containers.at(-1);
  if (inner?.type === 'listItem' || inner?.type === 'footnoteDefinition') {
    return getContentPrefix(scene, location, inner);
  }
  const before = inner?.children.findLast(
    (each) => getDocumentRange(location, each).start < line.start,
  );
  // The list continues after the line.
  if (inner?.type === 'list' && before) return getContentPrefix(scene, location, before);
  return (
    findIndentedItem(scene, location, before, line) ??
    (line.text.length > 3 && !scene.dialect.isMdx ? '' : line.text)
  );
}

/** The prefix of the innermost item that a blank line belongs to because of its indentation. */
function findIndentedItem(
  scene: Scene,
  location: Location,
  block: Nodes | undefined,
  line: Line,
): string | undefined {
  let prefix: string | undefined;
  for (let node = block; node && 'children' in node; node = node.children.at(-1)) {
    if (node.type !== 'listItem' && node.type !== 'footnoteDefinition') continue;
    const own = getContentPrefix(scene, location, node);
    if (own.length > line.text.length) break;
    prefix = own;
  }
  return prefix;
}

function getContentPrefix(scene: Scene, location: Location, item: Nodes): string {
  const first = 'children' in item ? item.children[0] : undefined;
  const { start } = getDocumentRange(location, item);
  const markerEnd =
    start + (/^\S+\s?/.exec(scene.masked.slice(start, start + 20))?.[0].length ?? 0);
  return getPrefix(scene, first ? getDocumentRange(location, first).start : markerEnd);
}
