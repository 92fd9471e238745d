import type { Nodes } from 'mdast';
import type { ImageReference, TextRange, TextValue } from '../language.ts';
import type { MarkdownDialect } from './dialect.ts';
import { findDefinition } from './insert/definition.ts';
import { decodeCharacterReferences } from '../typesetting/decode.ts';
import { getRange, parseDocument } from './syntax/documentParser.ts';
import { findElements } from './syntax/htmlImages.ts';
import { defineLabels, isQuickToParse } from './insert/locate.ts';
import { maskDocument } from './syntax/masks.ts';
import { splitDocument } from './syntax/segments.ts';
import { decodePath } from './syntax/decodePath.ts';

/** All references to images in a document, also those in its HTML. */
export function findMarkdownReferences(text: string, dialect: MarkdownDialect): ImageReference[] {
  if (!/!\[|<(?:img|source|video|Image)\b/i.test(text)) return [];
  const { text: masked } = maskDocument(text, dialect.isMdx);
  const references: ImageReference[] = dialect.isMdx ? findElements(text, 0) : [];
  for (const { kind, start, end } of splitDocument(masked, dialect)) {
    if (kind === 'html') references.push(...findElements(masked.slice(start, end), start));
    if (kind !== 'markdown') continue;
    for (const part of splitLines(masked, { start, end })) {
      const source = masked.slice(part.start, part.end);
      if (/!\[|<(?:img|source|video)\b/i.test(source)) {
        references.push(...readPart(masked, source, part.start, dialect));
      }
    }
  }
  return references.toSorted((a, b) => a.start - b.start);
}

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
    // Lines that are too long for the parser are skipped.
    if (isQuickToParse(text.slice(start, end))) parts.push({ start, end });
    start = end;
  }
  return parts;
}

function readPart(
  text: string,
  source: string,
  base: number,
  dialect: MarkdownDialect,
): ImageReference[] {
  const parsed = parseDocument(source + defineLabels(text, source), dialect.isMdx);
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
        : readDefinition(text, node.label ?? '');
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
  const text = value.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  return { start, end: start + value.length, value: decodeCharacterReferences(text) };
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

function readDefinition(text: string, label: string): TextValue | undefined {
  const range = findDefinition(text, label);
  return range && { ...range, value: decodePath(text.slice(range.start, range.end)) };
}
