import type { Nodes } from 'mdast';
import type { ImageReference, TextRange, TextValue } from '../language.ts';
import type { MarkdownDialect } from './dialect.ts';
import {
  defineLabels,
  findDefinition,
  readDefinitions,
  type Definitions,
} from './insert/definition.ts';
import { decodePath } from '../text/decodePath.ts';
import { decodeText } from './syntax/decodeText.ts';
import { getRange, parseDocument } from './syntax/documentParser.ts';
import { findElements } from './syntax/htmlImages.ts';
import { isQuickToParse } from './insert/locate.ts';
import { maskDocument } from './syntax/masks.ts';
import { splitDocument } from './syntax/segments.ts';
import { findImagesByPattern } from './syntax/imagePattern.ts';
import { maxReferenceCharacters } from '../../untrusted/limits.ts';

/** All references to images in a document, also those in its HTML. */
export function findMarkdownReferences(text: string, dialect: MarkdownDialect): ImageReference[] {
  if (!/!\[|<(?:img|source|video|Image)\b/i.test(text)) return [];
  const { text: masked } = maskDocument(text, dialect.isMdx);
  const definitions = readDefinitions(masked);
  let parsedCharacters = 0;
  // Not one list, whose calls of `push` would get too many arguments.
  const references = dialect.isMdx ? [findElements(text, 0)] : [];
  for (const { kind, start, end } of splitDocument(masked, dialect)) {
    if (kind === 'html') references.push(findElements(masked.slice(start, end), start));
    if (kind !== 'markdown') continue;
    for (const part of splitLines(masked, { start, end })) {
      const source = masked.slice(part.start, part.end);
      if (!/!\[|<(?:img|source|video)\b/i.test(source)) continue;
      const isParsed =
        isQuickToParse(source) && parsedCharacters + source.length <= maxReferenceCharacters;
      if (isParsed) {
        parsedCharacters += source.length + partCost;
        references.push(readPart(source, part.start, { text: masked, definitions, dialect }));
      } else {
        references.push(findImagesByPattern(source, part.start));
        if (!dialect.isMdx) references.push(findElements(source, part.start));
      }
    }
  }
  return references.flat().toSorted((a, b) => a.start - b.start);
}

/** What the parser needs to start, in characters that it reads in the same time. */
const partCost = 50;
/** Lines that are parsed together of a segment for which the parser would be slow. */
const maxPartLines = 40;

function splitLines(text: string, segment: TextRange): TextRange[] {
  if (isQuickToParse(text.slice(segment.start, segment.end))) return [segment];
  const parts: TextRange[] = [];
  let { start } = segment;
  while (start < segment.end) {
    let end = start;
    for (let count = 0; count < maxPartLines && end !== -1 && end < segment.end; count++) {
      end = text.indexOf('\n', end) + 1 || segment.end;
    }
    end = Math.min(end, segment.end);
    parts.push({ start, end });
    start = end;
  }
  return parts;
}

/** What the parts of a document have in common. */
interface SourceDocument {
  readonly text: string;
  readonly definitions: Definitions;
  readonly dialect: MarkdownDialect;
}

function readPart(source: string, base: number, document: SourceDocument): ImageReference[] {
  const { dialect } = document;
  const parsed = parseDocument(source + defineLabels(document.definitions, source), dialect.isMdx);
  const references: ImageReference[] = [];
  const pending: Nodes[] = [parsed.root];
  const shift = ({ start, end }: TextRange) => ({ start: start + base, end: end + base });
  for (let node = pending.pop(); node; node = pending.pop()) {
    if ('children' in node) pending.push(...node.children.toReversed());
    const range = getRange(node);
    if (node.type === 'html') {
      references.push(...findElements(source.slice(range.start, range.end), base + range.start));
    }
    if (node.type !== 'image' && node.type !== 'imageReference') continue;
    const label = parsed.labels.find(({ start }) => start === range.start + 2);
    const written = label ?? { start: range.start + 2, end: range.start + 2 };
    const alt = (dialect.writeAltAfter && readAttribute(source, range.end, base)) ?? {
      ...shift(written),
      value: node.alt ?? '',
    };
    const path =
      node.type === 'image'
        ? readDestination(parsed.destinations, range, base, node.url)
        : readDefinition(document, node.label ?? '');
    if (path) references.push({ ...shift(range), path, alt });
  }
  return references;
}

/** The alt text in the attributes after an image of Pandoc. */
function readAttribute(source: string, offset: number, base: number): TextValue | undefined {
  if (!source.startsWith('{', offset)) return undefined;
  const attributes = source.slice(offset, source.indexOf('}', offset) + 1);
  const [match, before, value] = /([{\s](?:fig-)?alt=")((?:[^"\\]|\\[^])*)"/.exec(attributes) ?? [];
  if (match === undefined || before === undefined || value === undefined) return undefined;
  const start = base + offset + attributes.indexOf(match) + before.length;
  return { start, end: start + value.length, value: decodeText(value) };
}

function readDestination(
  destinations: readonly TextRange[],
  range: TextRange,
  base: number,
  url: string,
): TextValue | undefined {
  const found = destinations.findLast(({ start, end }) => start > range.start && end < range.end);
  return found && { start: found.start + base, end: found.end + base, value: decodePath(url) };
}

function readDefinition(
  { text, definitions }: SourceDocument,
  label: string,
): TextValue | undefined {
  const range = findDefinition(definitions, label);
  return range && { ...range, value: decodePath(text.slice(range.start, range.end)) };
}
