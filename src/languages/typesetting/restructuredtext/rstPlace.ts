import type { InsertionContext, InsertionNote, TextRange } from '../../language.ts';
import { getIndentation, getLine, getNextLine, isBlank, type Line } from '../../text/lines.ts';
import type { FlowPlace } from '../flow.ts';
import type { MarkupPlace } from '../markup.ts';
import {
  findInlineSpan,
  leaveMarkupSpans,
  type InlinePatterns,
  type MarkupSpan,
} from '../markupSpans.ts';
import { expandToParagraph } from '../paragraph.ts';
import { isAdornment, scanRst, target, type RstDocument, type RstImage } from './rstScanner.ts';

/** Where the cursor is, and the table that it is in. */
export type RstPlace = MarkupPlace & { readonly table?: TextRange };

const marker =
  /^\s*(?:(?:[-*+•]|(?:\d+|#)[.)]|\((?:\d+|#)\))(?:\s+|$)|(?:(?:[a-z]|[ivx]+)[.)]|\([a-z]\))\s+(?=\S))/i;
const explicitMarkup = /^\s*\.\.\s/;
const field = /^\s*:[^:\n]+:(?:\s|$)/;

const inlinePatterns: InlinePatterns = [
  ['code', /``[^\n]+?``/g],
  [
    'link',
    /(?::[\w:+.-]{1,60}:)?(?<!`)`(?!`)[^`\n]+`(?!`)(?::[\w-]+:|__?)?|\*\*[^*\n]+\*\*|(?<!\*)\*[^*\s][^*\n]*\*|https?:\/\/\S+/g,
  ],
];
const substitution: InlinePatterns = [['link', /(?<![^\s'"([{<\-/:])\|[^|\s][^|\n]*\|_{0,2}/g]];

/** The place of the cursor in reStructuredText. */
export function locateInRst(text: string, range: TextRange, context: InsertionContext): RstPlace {
  const document = scanRst(text);
  const { start, end } = range;
  const image = document.images.find((each) => each.start < start && start <= each.end);
  const filled = image && fill(text, range, image);
  if (filled) return filled;
  const span = document.spans.findLast((each) => each.start < start && start <= each.end);
  const isInContent =
    span !== undefined && span.content.start <= start && start <= span.content.end;
  const afterPrompt = context.isAfterPrompt;
  if (span?.kind === 'code' && isInContent && start < Math.max(span.end, start + 1))
    return { kind: 'path', range, notes: ['pathInCode'] };
  if (span?.kind === 'comment' && !afterPrompt && context.placement === 'below')
    return toBelowPlace(text, span, []);
  if (span?.kind === 'comment' && !afterPrompt)
    return { kind: 'path', range, notes: ['pathInComment'] };
  const head = findHead(text, document);
  const header = findHeader(text, head.targets);
  if (header && start <= header.end && !(start === 0 && isBlank(getLine(text, 0))))
    return toHeaderPlace(text, range, header, document);
  if (start < head.comments && end <= head.comments && !isBlank(getLine(text, start)))
    return toBelowPlace(text, { start: 0, end: head.comments }, ['moved']);
  const part =
    findInlineSpan(text, start, inlinePatterns) ??
    (span?.kind === 'table' ? undefined : findInlineSpan(text, start, substitution));
  if (part?.kind === 'code' && end <= part.end)
    return { kind: 'path', range, notes: ['pathInCode'] };
  const at = part ? { start: part.end, end: part.end } : range;
  if (span?.kind === 'table' && start < span.end && isCell(getLine(text, start)))
    return {
      kind: 'flow',
      table: span,
      place: { inline: at, block: span, only: 'inline', indentation: '' },
    };
  return { kind: 'flow', place: toFlow(text, at, span, document) };
}

function isCell({ text }: Line): boolean {
  return (
    !/^[\s+=|-]*$/.test(text) || (text.includes('|') && !/[-=]/.test(text)) || text.trim() === ''
  );
}

function fill(text: string, { start, end }: TextRange, image: RstImage): RstPlace | undefined {
  const isIn = (part: TextRange | undefined): boolean =>
    part !== undefined && part.start <= start && end <= part.end;
  const { path, alt, ...whole } = image;
  const isEmpty = path.start === path.end;
  const pathPrefix = text[path.start - 1] === ':' ? ' ' : '';
  if (isIn(path)) return { kind: 'slot', slot: { ...whole, path, pathPrefix } };
  if (!isEmpty && !isIn(alt)) return undefined;
  const altPrefix = alt && text[alt.start - 1] === ':' ? ' ' : '';
  return { kind: 'slot', slot: { ...whole, path, pathPrefix, ...(alt && { alt, altPrefix }) } };
}

/** Where the comments above everything else end, and then the targets. A title is below both. */
function findHead(text: string, { spans }: RstDocument): { comments: number; targets: number } {
  const ends = new Map(
    spans.filter(({ kind }) => kind === 'comment').map(({ start, end }) => [start, end]),
  );
  let comments = 0;
  let targets = 0;
  for (let line: Line | undefined = getLine(text, 0); line; line = getNextLine(text, line)) {
    const end = ends.get(line.start);
    const isTarget = target.test(line.text);
    if (end === undefined && !isTarget && !isBlank(line)) break;
    // A target belongs to what is below it.
    if (end !== undefined && targets === comments) comments = end;
    if (end !== undefined || isTarget) line = getLine(text, (targets = end ?? line.end));
  }
  return { comments, targets };
}

/** The title of the document with the fields below it. */
function findHeader(text: string, head: number): TextRange | undefined {
  let line: Line | undefined = getLine(text, head);
  if (head > 0) line = getNextLine(text, line);
  while (line && isBlank(line)) line = getNextLine(text, line);
  if (!line) return undefined;
  const title = isAdornment(line) ? getNextLine(text, line) : line;
  const underline = title && getNextLine(text, title);
  const hasTitle = underline !== undefined && isAdornment(underline) && !isBlank(title);
  if (!hasTitle && !field.test(line.text)) return undefined;
  let last = hasTitle ? underline : line;
  let next = getNextLine(text, last);
  if (hasTitle) while (next && isBlank(next)) next = getNextLine(text, next);
  const hasFields = next !== undefined && (field.test(next.text) || !hasTitle);
  for (; hasFields && next && !isBlank(next); next = getNextLine(text, next)) last = next;
  return { start: line.start, end: last.end };
}

/** Below a comment, whose indentation would make the image a part of it. */
function toBelowPlace(
  text: string,
  { start, end }: TextRange,
  notes: readonly InsertionNote[],
): RstPlace {
  const indentation = ' '.repeat(start - getLine(text, start).start);
  const at = { start: end, end };
  const place: FlowPlace = { inline: at, block: { start, end }, only: 'below', indentation };
  return { kind: 'flow', place, cursor: at, placement: 'below', notes };
}

function toHeaderPlace(
  text: string,
  range: TextRange,
  header: TextRange,
  document: RstDocument,
): RstPlace {
  const at = { start: header.end, end: header.end };
  const hasFields = !isAdornment(getLine(text, header.end));
  const isLastLine = getLine(text, range.start).end === getLine(text, header.end).end;
  const isMoved = range.start <= header.start || (hasFields && !isLastLine);
  const place = { ...toFlow(text, at, undefined, document), block: header, indentation: '' };
  return { kind: 'flow', place, cursor: at, placement: 'below', notes: isMoved ? ['moved'] : [] };
}

function toFlow(
  text: string,
  at: TextRange,
  span: MarkupSpan | undefined,
  { spans }: RstDocument,
): FlowPlace {
  const line = getLine(text, at.start);
  const isHead =
    span !== undefined &&
    (!(span.content.start <= at.start && at.start <= span.content.end) ||
      span.kind !== 'container');
  if (span && isHead) {
    const isEmpty = span.kind === 'container' && span.content.end <= span.content.start;
    const head = getLine(text, span.start);
    const isImage = /^\s*\.\. (?:image|\|)/.test(text.slice(span.start, head.end));
    const markers = text.slice(head.start, span.start).trimStart().length;
    const indentation = getIndentation(head) + ' '.repeat(markers);
    return {
      inline: at,
      block: { start: span.start, end: isImage ? getLine(text, span.end).end : span.end },
      only: 'block',
      indentation: isEmpty && !isImage ? `${indentation}   ` : indentation,
    };
  }
  const { start, end } = expandToParagraph(text, at, { startsBlock, endsBlock: () => false });
  const last = getLine(text, leaveMarkupSpans(text, end, at.start, spans));
  const first = getLine(text, start);
  const item = marker.exec(first.text)?.[0];
  const isOneLine = last.start === first.start;
  const isTitle = isAdornment(getLine(text, end)) || isAdornment(line);
  return {
    inline: at,
    block: { start, end: last.end },
    ...(isTitle && { only: 'block' }),
    ...(item !== undefined && { itemStart: first.start + item.length }),
    indentation: isBlank(first)
      ? getIndentation(first)
      : item !== undefined && isOneLine
        ? ' '.repeat(item.trimEnd().length + Math.max(1, item.length - item.trimEnd().length))
        : field.test(first.text) && isOneLine
          ? `${getIndentation(first)}    `
          : getIndentation(last.end === end ? last : first),
  };
}

function startsBlock({ text }: Line): boolean {
  return marker.test(text) || explicitMarkup.test(text) || field.test(text);
}
