import type {
  DocumentLanguage,
  ImageReference,
  InsertionContext,
  TextRange,
} from '../../language.ts';
import { altText, concatenate } from '../../text/edits.ts';
import { getLine, getNextLine, getPreviousLine, isBlank, type Line } from '../../text/lines.ts';
import {
  blockDelimiter,
  blockLead,
  findLeadStart,
  readImagesFolder,
  scanAsciidoc,
} from './asciidocScanner.ts';
import { decodeCharacterReferences } from '../../text/characterReference.ts';
import { decodePath } from '../../text/decodePath.ts';
import { encodeAsciidocPath, escapeAsciidocAlt } from './escapeAsciidoc.ts';
import type { FlowPlace } from '../flow.ts';
import { createInsert, type ImageSlot, type MarkupPlace } from '../markup.ts';
import { findInlineSpan, leaveMarkupSpans, type InlinePatterns } from '../markupSpans.ts';
import type { MarkupSpan } from '../markupSpans.ts';
import { extractAsciidocText } from '../markupText.ts';
import { expandToParagraph, leaveMarks } from '../paragraph.ts';
import type { ImageWriter } from '../writeImages.ts';

const inline: ImageWriter = {
  escapePath: encodeAsciidocPath,
  escapeAlt: escapeAsciidocAlt,
  write: (path, alt) => concatenate(`image:${path}["`, altText(alt), '"]'),
};
const block: ImageWriter = {
  ...inline,
  write: (path, alt) => concatenate(`image::${path}["`, altText(alt), '"]'),
};

/** AsciiDoc. */
export const asciidoc: DocumentLanguage = {
  ids: ['asciidoc'],
  extensions: ['adoc', 'asciidoc', 'asc'],
  readPrompt: extractAsciidocText,
  readBaseFolder: readImagesFolder,
  insert: createInsert({
    locate,
    inline,
    block,
    isBoundary: ({ text }, side) =>
      side === 'above' ? blockLead.test(text) || isOpening(text) : isOpening(text),
    spaceAfter: /[\p{L}\p{N}.,;:!?。，；：！？…)\]}”’*_`+#>]$/u,
    spaceBefore: /^[\p{L}\p{N}*_`+#<[({]/u,
  }),
  findReferences: (text) => {
    const spans = scanAsciidoc(text).filter(({ kind }) => kind === 'code' || kind === 'comment');
    return findImages(text).flatMap((image) =>
      lineComment.test(getLine(text, image.start).text) ||
      spans.some(({ start, end }) => start <= image.start && image.start < end)
        ? []
        : [toReference(text, image)],
    );
  },
};

const heading = /^={1,6}\s+\S/;
const marker =
  /^\s*(?:\*{1,5}|\.{1,5}|-|\d+\.|<(?:\d+|\.)>|(?:[^\s:]|:(?!:))[^\n:]{0,200}:{2,4}(?=\s|$))(?:\s+|$)/;
const listMarker = /^\s*(?:\*{1,5}|\.{1,5}|-|\d+\.)\s/;
/** What the first line of an item or an admonition starts with. */
const marks =
  /^(?:\s*(?:\*{1,5}|\.{1,5}|-|\d+\.|<(?:\d+|\.)>)|(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):)\s+/;
const blockMacro = /^(?:[a-z]+::[^\s[]*\[.*\]|'{3,}|<<<|\*\*\*|---)\s*$/;
const attributeEntry = /^:!?[\w-]+!?:(?:\s|$)/;
const lineComment = /^\/\/(?!\/\/)/;

const inlinePatterns: InlinePatterns = [
  ['code', /`[^`\n]+`|(?<![\w+])\+[^+\n]+\+(?![\w+])/g],
  [
    'link',
    /(?<![a-z])[a-z]{1,20}:[^\s[\]]{0,500}\[[^\]\n]{0,500}\]|<<[^<>\n]+>>|\{[\w-]+\}|https?:\/\/[^\s[\]]+/g,
  ],
];

function isOpening(text: string): boolean {
  return /^(?:={4,}|\*{4,}|_{4,}|--)\s*$/.test(text);
}

function locate(
  text: string,
  cursor: TextRange,
  { isAfterPrompt, placement }: InsertionContext,
): MarkupPlace {
  const spans = scanAsciidoc(text);
  const isVerbatim = ['code', 'comment'].includes(findSpan(spans, cursor.start)?.kind ?? '');
  const range = isVerbatim ? cursor : leaveMarks(text, cursor, marks, placement);
  const line = getLine(text, range.start);
  const span = findSpan(spans, range.start);
  const isOnDelimiter = span !== undefined && !contains(span.content, range.start);
  if (span?.kind === 'code' && !isOnDelimiter)
    return { kind: 'path', range, notes: ['pathInCode'] };
  if (span?.kind === 'comment' && !isOnDelimiter)
    return { kind: 'path', range, notes: ['pathInComment'] };
  if (attributeEntry.test(line.text) && /^:[\w-]+:\s*$/.test(line.text))
    if (/:.*:/.test(text.slice(line.start, range.start))) return { kind: 'path', range, notes: [] };
  if (span?.kind === 'header') return locateInHeader(text, range, span, spans);
  if (lineComment.test(line.text) && line.start < range.start && !isAfterPrompt)
    return { kind: 'path', range, notes: ['pathInComment'] };
  if (isLiteral(text, line) && span?.kind !== 'table')
    return { kind: 'path', range, notes: ['pathInCode'] };
  const image = findImages(text, line).find(
    ({ start, end }) => start < range.start && range.start < end,
  );
  const slot = image && toSlot(text, range, image);
  if (slot) return { kind: 'slot', slot };
  const part = findInlineSpan(text, range.start, inlinePatterns);
  if (part?.kind === 'code' && range.end <= part.end)
    return { kind: 'path', range, notes: ['pathInCode'] };
  const end = image?.end ?? part?.end;
  const at = end === undefined ? range : { start: end, end };
  const moved = range === cursor ? {} : { cursor: range };
  return { kind: 'flow', place: toFlow(text, at, span, spans), ...moved };
}

function findSpan(spans: readonly MarkupSpan[], position: number): MarkupSpan | undefined {
  return spans.findLast(({ kind, start, end }) =>
    kind === 'header' ? start <= position && position <= end : start < position && position < end,
  );
}

function contains({ start, end }: TextRange, position: number): boolean {
  return start <= position && position <= end;
}

function locateInHeader(
  text: string,
  range: TextRange,
  header: MarkupSpan,
  spans: readonly MarkupSpan[],
): MarkupPlace {
  const at = { start: header.end, end: header.end };
  const isLastLine = getLine(text, range.start).end === getLine(text, header.end).end;
  const isMoved = !isLastLine || range.start === 0;
  return {
    kind: 'flow',
    place: toFlow(text, at, undefined, spans),
    cursor: at,
    placement: 'below',
    notes: isMoved ? ['moved'] : [],
  };
}

/** Whether a line is in a literal paragraph: its first line is indented, and no item of a list. */
function isLiteral(text: string, line: Line): boolean {
  let first: Line | undefined = line;
  while (first && /^\s+\S/.test(first.text) && !listMarker.test(first.text))
    first = getPreviousLine(text, first);
  return first !== line && isBlank(first);
}

function toFlow(
  text: string,
  at: TextRange,
  span: MarkupSpan | undefined,
  spans: readonly MarkupSpan[],
): FlowPlace {
  const line = getLine(text, at.start);
  const isTable = span?.kind === 'table' && contains(span.content, at.start);
  if (isTable) {
    // Only alone on its lines, a block macro ends before another image.
    const isBelow = /\|\s*image::[^\n]*\]$/.test(text.slice(line.start, at.start).trimEnd());
    const isLast = text.slice(at.end, line.end).trim() === '';
    const only = isBelow && isLast ? 'below' : 'inline';
    return { inline: at, block: line, only, indentation: '' };
  }
  const delimited = spans.find(
    ({ kind, content, ...each }) =>
      kind !== 'header' && contains(each, at.start) && !contains(content, at.start),
  );
  const { start, end } = delimited
    ? { start: findLeadStart(text, delimited.start), end: delimited.end }
    : expandToParagraph(text, at, { startsBlock, endsBlock });
  const isLead = blockLead.test(line.text);
  const next = getNextLine(text, line);
  // A title or attributes with nothing below them wait for the image.
  if (isLead && isBlank(next))
    return { inline: at, block: line, only: 'below', indentation: '', separator: [] };
  const paragraphEnd =
    isLead && next ? expandToParagraph(text, next, { startsBlock, endsBlock }).end : end;
  const blockEnd = leaveMarkupSpans(text, paragraphEnd, at.start, spans);
  const first = getLine(text, start);
  const item = marker.exec(first.text)?.[0];
  const isAttached = item !== undefined || getPreviousLine(text, first)?.text.trim() === '+';
  const isBlockLine = endsBlock(line) || blockDelimiter.test(line.text) || isLead;
  return {
    inline: at,
    block: { start, end: blockEnd },
    ...(isBlockLine && { only: 'block' }),
    ...(isAttached && { separator: ['+'] }),
    indentation: '',
  };
}

function startsBlock({ text }: Line): boolean {
  return marker.test(text) || blockLead.test(text) || endsBlock({ text });
}

function endsBlock({ text }: Pick<Line, 'text'>): boolean {
  return (
    heading.test(text) ||
    blockMacro.test(text) ||
    attributeEntry.test(text) ||
    lineComment.test(text) ||
    blockDelimiter.test(text) ||
    text.trim() === '+'
  );
}

interface AsciidocImage extends TextRange {
  readonly path: TextRange;
  readonly attributes: TextRange;
}

const imageStart = /image::?(?!:)([^[\]\n]{0,300})\[/g;
const imageAttributes = /((?:"(?:[^"\\\n]|\\.){0,1000}"|[^"\]\n]){0,1000})\]/y;

function findImages(
  text: string,
  within: TextRange = { start: 0, end: text.length },
): readonly AsciidocImage[] {
  const part = text.slice(within.start, within.end);
  const lastClose = part.lastIndexOf(']');
  const images: AsciidocImage[] = [];
  imageStart.lastIndex = 0;
  for (let match = imageStart.exec(part); match !== null; match = imageStart.exec(part)) {
    const [, path = ''] = match;
    const attributesStart = imageStart.lastIndex;
    if (attributesStart > lastClose) break;
    imageAttributes.lastIndex = attributesStart;
    const attributes = imageAttributes.exec(part)?.[1];
    if (attributes === undefined) continue;
    const attributesEnd = attributesStart + attributes.length;
    imageStart.lastIndex = attributesEnd + 1;
    const pathEnd = attributesStart - 1;
    images.push({
      start: within.start + match.index,
      end: within.start + attributesEnd + 1,
      path: { start: within.start + pathEnd - path.length, end: within.start + pathEnd },
      attributes: { start: within.start + attributesStart, end: within.start + attributesEnd },
    });
  }
  return images;
}

/** The alt text between quotation marks, or the text before the first comma. */
function findAlt(text: string, { start, end }: TextRange): TextRange & { isQuoted: boolean } {
  const attributes = text.slice(start, end);
  const named = /(?:^|,)\s*alt\s*=\s*/.exec(attributes);
  const offset = named ? named.index + named[0].length : (/^\s*/.exec(attributes)?.[0].length ?? 0);
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(attributes.slice(offset));
  if (quoted)
    return {
      start: start + offset + 1,
      end: start + offset + quoted[0].length - 1,
      isQuoted: true,
    };
  const value = /^[^,]*/.exec(attributes.slice(offset))?.[0] ?? '';
  const isAlt = named !== null || !/^\s*\w+\s*=/.test(value);
  const from = start + offset;
  return { start: from, end: from + (isAlt ? value.trimEnd().length : 0), isQuoted: false };
}

/** The parts to fill in, if a range is in the path or in the alt text, or if the path is missing. */
function toSlot(
  text: string,
  { start, end }: TextRange,
  image: AsciidocImage,
): ImageSlot | undefined {
  const isIn = (part: TextRange): boolean => part.start <= start && end <= part.end;
  const { path, attributes } = image;
  if (isIn(path)) return { ...image, path };
  const alt = findAlt(text, attributes);
  if (path.start !== path.end && !isIn(alt)) return undefined;
  if (alt.isQuoted) return { ...image, path, alt };
  const isNew = alt.start === alt.end && alt.end < attributes.end && text[alt.end] !== ',';
  return { ...image, path, alt, altPrefix: '"', altSuffix: isNew ? '",' : '"' };
}

function toReference(text: string, image: AsciidocImage): ImageReference {
  const { start, end, path, attributes } = image;
  const alt = findAlt(text, attributes);
  const value = decodeCharacterReferences(
    text.slice(alt.start, alt.end).replace(/\\(["\]])/g, '$1'),
  );
  return {
    start,
    end,
    path: { ...path, value: decodePath(text.slice(path.start, path.end)) },
    ...(alt.start < alt.end && { alt: { start: alt.start, end: alt.end, value } }),
  };
}
