import type { Nodes, Parents } from 'mdast';
import type { TextRange } from '../../language.ts';
import { maxMarkdownCharacters, maxMarkdownMarks } from '../../../untrusted/limits.ts';
import { getLine } from '../../text/lines.ts';
import { getRange, parseDocument, type ParsedMarkdown } from '../syntax/documentParser.ts';
import { defineLabels, readDefinitions } from './definition.ts';
import { getLineRange, type Scene } from './scene.ts';
import type { Segment } from '../syntax/segments.ts';

/** The blocks that an offset is in. All ranges are offsets into the document. */
export interface Location {
  readonly parsed: ParsedMarkdown;
  /** What has to be added to the offsets of the parsed part. */
  readonly base: number;
  /** From the root to the innermost container. */
  readonly containers: readonly Parents[];
  /** The block without blocks in it whose lines include the offset. Absent on a blank line. */
  readonly leaf?: Nodes;
}

const containerTypes: ReadonlySet<string> = new Set([
  'root',
  'blockquote',
  'list',
  'listItem',
  'footnoteDefinition',
]);

/** Finds the blocks that an offset is in. */
export function locate(scene: Scene, segment: Segment, offset: number): Location {
  const part = limitSegment(scene.masked, segment, offset);
  const source = scene.masked.slice(part.start, part.end);
  const parsed = parseDocument(
    source + defineLabels(readDefinitions(scene.masked), source),
    scene.dialect.isMdx,
  );
  const containers: Parents[] = [parsed.root];
  for (;;) {
    const parent = containers.at(-1);
    const child = parent?.children.find((each) => {
      const lines = getLineRange(source, getRange(each));
      return part.start + lines.start <= offset && offset <= part.start + lines.end;
    });
    if (child === undefined) return { parsed, base: part.start, containers };
    if (!isContainer(child)) return { parsed, base: part.start, containers, leaf: child };
    containers.push(child);
  }
}

function isContainer(node: Nodes): node is Parents {
  return containerTypes.has(node.type);
}

/** The range of a node in the document. */
export function getDocumentRange({ base }: Location, node: Nodes): TextRange {
  const { start, end } = getRange(node);
  return { start: base + start, end: base + end };
}

/** Whether a text can be parsed quickly. */
export function isQuickToParse(text: string): boolean {
  if (text.length > maxMarkdownCharacters) return false;
  return (text.match(/[\n!-/:-@[-`{-~]/g)?.length ?? 0) <= maxMarkdownMarks;
}

/** Lines before and after the cursor that are parsed of a segment for which the parser would be slow. */
const maxLinesAround = 20;
/** Characters before and after the cursor that are parsed of such lines. */
const maxCharactersAround = 2_000;

/** A segment without fences has only lists, quotes, tables, and paragraphs, of which a few lines are enough. */
function limitSegment(text: string, segment: TextRange, offset: number): TextRange {
  if (isQuickToParse(text.slice(segment.start, segment.end))) return segment;
  const line = getLine(text, offset);
  let start = Math.max(line.start, offset - maxCharactersAround);
  let end = Math.min(line.end, offset + maxCharactersAround);
  // Of a line that is longer than that, only a part is parsed.
  if (start > line.start || end < line.end) return { start, end };
  for (let count = 0; count < maxLinesAround; count++) {
    const before = getLine(text, Math.max(start - 1, segment.start));
    if (offset - before.start > maxCharactersAround) break;
    start = Math.max(before.start, segment.start);
  }
  for (let count = 0; count < maxLinesAround; count++) {
    const after = getLine(text, Math.min(end + 1, segment.end));
    if (after.end - offset > maxCharactersAround) break;
    end = Math.min(Math.max(after.end, end), segment.end);
  }
  return { start, end };
}
