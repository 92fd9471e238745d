import type { DocumentLanguage, ImageReference, InsertionContext, TextRange } from '../language.ts';
import { altText, concatenate } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';
import { getLine, getNextLine, isBlank, type Line } from '../text/lines.ts';
import { decodePath } from '../text/decodePath.ts';
import { createInsert, type MarkupPlace } from './markup.ts';
import { extractTextileText } from './markupText.ts';
import {
  findInlineSpan,
  leaveMarkupSpans,
  type InlinePatterns,
  type MarkupSpan,
} from './markupSpans.ts';
import { expandToParagraph, leaveMarks } from './paragraph.ts';
import type { ImageWriter } from './writeImages.ts';

/** Removes from an alt text what Textile implementations read differently: there is no common escape. */
export function reduceTextileAlt(alt: string): string {
  return alt
    .replace(/[^\P{ASCII}\w ,.;:?/]|_/gu, ' ')
    .replace(/\.{2,}/g, '.')
    .replace(/ +/g, ' ')
    .trim();
}

const writer: ImageWriter = {
  escapePath: (path) =>
    encodePath(path).replace(
      /[!~+]|_(?=_)|-(?=-)/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    ),
  escapeAlt: reduceTextileAlt,
  write: (path, alt) =>
    alt === '' ? concatenate(`!${path}!`) : concatenate(`!${path}(`, altText(alt), ')!'),
};

/** Textile. */
export const textile: DocumentLanguage = {
  ids: ['textile'],
  extensions: ['textile'],
  readPrompt: extractTextileText,
  insert: createInsert({
    locate,
    inline: writer,
    block: writer,
    spaceAfter: /\S$/,
    spaceBefore: /^[^\s.,;:!?)\]|]/u,
  }),
  findReferences: (text) => {
    const hidden = scanTextile(text);
    return findImages(text).filter(
      ({ start }) => !hidden.some((span) => span.start <= start && start < span.end),
    );
  },
};

const blockTag = /^(?:h[1-6]|p|bq|bc|pre|notextile|fn\d+|###)(?:[^\s.]{0,100})\.{1,2} /;
const codeTag = /^(?:bc|pre|notextile|###)[^\s.]{0,100}(\.{1,2}) /;
const heading = /^h[1-6][^\s.]{0,100}\. /;
/** Lists and tables, where every line counts. */
const itemOrRow = /^(?:[*#]+ |\||- )/;

/** What a line of a paragraph, a list, or a table starts with. */
const marks =
  /^(?:(?:p|bq|fn\d+)[^\s.]{0,100}\.{1,2} +|[*#]+ +|- +|\|(?:[_<>=^~\\/\d]{1,20}\. *)?)/;
/** The marks that a cell starts with, and the end of a row. */
const cellMarks = /\|[_<>=^~\\/\d]{1,20}\. *|\|[^\S\n]*$/g;

const inlinePatterns: InlinePatterns = [
  ['code', /@[^@\n]+@/g],
  ['link', /![^\s!()]*(?:\([^()\n]*\))?!(?::\S+)?|"[^"\n]+":\S+|https?:\/\/\S+/g],
];

/** Finds code and comments. */
function scanTextile(text: string): readonly MarkupSpan[] {
  const spans: MarkupSpan[] = Array.from(
    text.matchAll(/<(pre|code|notextile|script)\b|<!--/gi),
    ({ 0: match, 1: name, index }) => {
      const close = name === undefined ? '-->' : `</${name.toLowerCase()}>`;
      const found = text.indexOf(close, index);
      const end = found === -1 ? index + match.length : found + close.length;
      const content = { start: index + match.length, end: Math.max(index + match.length, found) };
      return { kind: name === undefined ? 'comment' : 'code', start: index, end, content };
    },
  );
  let extended: MarkupSpan['kind'] | undefined;
  for (let line: Line | undefined = getLine(text, 0); line; line = getNextLine(text, line)) {
    const isTag = blockTag.test(line.text);
    const code = codeTag.exec(line.text);
    if (isTag) extended = undefined;
    if ((!code && extended === undefined) || isBlank(line)) continue;
    const kind = extended ?? (line.text.startsWith('###') ? 'comment' : 'code');
    if (code?.[1] === '..') extended = kind;
    const { start, end } = expandToParagraph(text, line, {
      startsBlock: () => false,
      endsBlock: () => false,
    });
    const from = start + (code?.[0].length ?? 0);
    spans.push({ kind, start, end, content: { start: from, end } });
    line = getLine(text, end);
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** A range in a row of a table outside of the marks of its cells. */
function leaveCellMarks(text: string, range: TextRange): TextRange {
  const line = getLine(text, range.start);
  if (!line.text.startsWith('|')) return range;
  for (const { 0: match, index } of line.text.matchAll(cellMarks)) {
    const end = line.start + index + match.length;
    if (range.start <= line.start + index || range.start >= end + Number(end === line.end))
      continue;
    if (end === line.end) return { start: line.start + index, end: line.start + index };
    return { start: end, end: Math.max(end, range.end) };
  }
  return range;
}

function locate(text: string, cursor: TextRange, context: InsertionContext): MarkupPlace {
  const spans = scanTextile(text);
  const span = spans.find(
    ({ content }) =>
      content.start <= cursor.start && cursor.start <= content.end && content.start < content.end,
  );
  const isPrompt = span?.kind === 'comment' && context.isAfterPrompt;
  if (span && !isPrompt) {
    const note = span.kind === 'code' ? 'pathInCode' : 'pathInComment';
    return { kind: 'path', range: cursor, notes: [note] };
  }
  const range = leaveCellMarks(text, leaveMarks(text, cursor, marks, context.placement));
  const { start } = range;
  const line = getLine(text, start);
  const tagged = spans.find(
    (each) =>
      each.start <= start && start < each.end && getLine(text, each.start).start === each.start,
  );
  if (tagged) return toBlock(range, tagged);
  const image = findImages(text, line).find((each) => each.start < start && start < each.end);
  if (image) {
    const isIn = (part: TextRange | undefined): boolean =>
      part !== undefined && part.start <= start && range.end <= part.end;
    const isEmpty = image.path.start === image.path.end;
    if (isIn(image.path))
      return { kind: 'slot', slot: { start: image.start, end: image.end, path: image.path } };
    if (isEmpty || isIn(image.alt)) return { kind: 'slot', slot: image };
  }
  const part = findInlineSpan(text, start, inlinePatterns);
  if (part?.kind === 'code' && range.end <= part.end)
    return { kind: 'path', range, notes: ['pathInCode'] };
  const isItem = itemOrRow.test(line.text);
  if (isItem && start === line.start) return toBlock(range, line);
  const at = part ? { start: part.end, end: part.end } : range;
  const block = expandToParagraph(text, at, {
    startsBlock: (each) => blockTag.test(each.text) || itemOrRow.test(each.text),
    endsBlock: (each) => heading.test(each.text),
  });
  const only = isItem ? 'inline' : heading.test(line.text) ? 'block' : undefined;
  return {
    kind: 'flow',
    place: {
      inline: at,
      block: { start: block.start, end: leaveMarkupSpans(text, block.end, at.start, spans) },
      ...(only && { only }),
      indentation: '',
    },
  };
}

/** Above or below a block that has no images in it, or not at its start. */
function toBlock(inline: TextRange, { start, end }: TextRange): MarkupPlace {
  return {
    kind: 'flow',
    place: { inline, block: { start, end }, only: 'block', indentation: '' },
  };
}

const imagePattern =
  /!(?:[<>=]|\{[^{}\n]{0,200}\}|\([^()\n]{0,200}\)){0,5}([^\s!(){}]{0,1000})(?:\(([^()\n]{0,2000})\))?!/g;

function findImages(
  text: string,
  within: TextRange = { start: 0, end: text.length },
): readonly ImageReference[] {
  return Array.from(text.slice(within.start, within.end).matchAll(imagePattern)).flatMap(
    ({ 0: match, 1: path = '', 2: alt, index }) => {
      const start = within.start + index;
      const end = start + match.length;
      const altStart = end - 2 - (alt?.length ?? 0);
      const pathEnd = alt === undefined ? end - 1 : altStart - 1;
      const pathStart = pathEnd - path.length;
      if (path === '' && alt === undefined && within.start === 0) return [];
      return [
        {
          start,
          end,
          path: { start: pathStart, end: pathEnd, value: decodePath(path) },
          ...(alt !== undefined && { alt: { start: altStart, end: end - 2, value: alt } }),
        },
      ];
    },
  );
}
