import type {
  DocumentLanguage,
  ImageReference,
  InsertionContext,
  TextRange,
} from '../../language.ts';
import { altText, concatenate } from '../../text/edits.ts';
import {
  getIndentation,
  getLine,
  getNextLine,
  getPreviousLine,
  isBlank,
  type Line,
} from '../../text/lines.ts';
import type { FlowPlace } from '../flow.ts';
import { createInsert, type MarkupPlace } from '../markup.ts';
import {
  findInlineSpan,
  leaveMarkupSpans,
  type InlinePatterns,
  type MarkupSpan,
} from '../markupSpans.ts';
import { scanOrg } from './orgScanner.ts';
import { expandToParagraph } from '../paragraph.ts';
import { extractOrgText } from '../markupText.ts';
import type { ImageWriter } from '../writeImages.ts';

const inline: ImageWriter = {
  escapePath: (path) =>
    path.replace(
      /\\{0,20}[[\]]/g,
      (found) => `${found.slice(0, -1).repeat(2)}\\${found.slice(-1)}`,
    ),
  // What looks like the next attribute ends the value.
  escapeAlt: (alt) => alt.replace(/ (?=:\S)/g, '\u00a0'),
  write: (path) => concatenate(`[[file:${path}]]`),
};

function createBlockWriter(eol: string): ImageWriter {
  return {
    ...inline,
    write: (path, alt, indentation) =>
      alt === ''
        ? inline.write(path, alt, indentation)
        : concatenate('#+ATTR_HTML: :alt ', altText(alt), `${eol}${indentation}[[file:${path}]]`),
  };
}

/** Org. */
export const org: DocumentLanguage = {
  ids: ['org'],
  extensions: ['org'],
  readPrompt: extractOrgText,
  insert: (text, range, images, context) =>
    createInsert({
      locate,
      inline,
      block: createBlockWriter(context.eol),
      isBoundary: ({ text: line }, side) =>
        side === 'above' ? /^\s*#\+begin_/i.test(line) : /^\s*#\+end_/i.test(line),
      spaceAfter: /[\p{L}\p{N}.,;:!?。，；：！？…)\]}”’*_/=~+$]$/u,
      spaceBefore: /^[\p{L}\p{N}*_/=~+$[({]/u,
    })(text, range, images, context),
  findReferences: (text) => {
    const hidden = scanOrg(text).filter(({ kind }) => kind === 'code' || kind === 'comment');
    return findImages(text).filter(
      ({ start }) => !hidden.some((span) => span.start <= start && start < span.end),
    );
  },
};

const heading = /^\*+\s/;
const marker = /^\s*(?:[-+]|\d+[.)])(?:\s+|$)|^\s+\*(?:\s+|$)/;
const checkbox = /^\[[ X-]\]\s*/i;
const keyword = /^\s*#\+\w+(?:\[[^\]\n]*\])?:/;
const affiliated = /^\s*#\+(?:attr_\w+|caption(?:\[[^\]\n]*\])?|name|header|plot):/i;

const inlinePatterns: InlinePatterns = [
  ['code', /(?<![^\s('"{])([=~])[^\s=~](?:[^=~\n]*[^\s=~])?\1(?![\p{L}\p{N}])/gu],
  ['math', /\$[^$\s][^$\n]*\$|\\\([^\n]{0,500}?\\\)/g],
  [
    'link',
    /\[\[[^[\]\n]{0,500}\](?:\[[^[\]\n]{0,500}\])?\]|\[fn:[^\]\n]{0,500}\]|<[^<>\s]+>|https?:\/\/[^\s<>[\]]+/g,
  ],
];

function locate(text: string, range: TextRange, { isAfterPrompt }: InsertionContext): MarkupPlace {
  const spans = scanOrg(text);
  const { start } = range;
  const line = getLine(text, start);
  const span = spans.findLast((each) =>
    each.kind === 'header'
      ? each.start <= start && start <= each.end
      : each.start < start &&
        (start < each.end || (start === each.end && each.content.end === each.end)),
  );
  const isInContent =
    span !== undefined && span.content.start <= start && start <= span.content.end;
  if (span?.kind === 'code' && isInContent) return { kind: 'path', range, notes: ['pathInCode'] };
  if (span?.kind === 'comment' && isInContent && !isAfterPrompt)
    return { kind: 'path', range, notes: ['pathInComment'] };
  if (span?.kind === 'header') {
    const at = { start: span.end, end: span.end };
    const isLastLine = line.end === getLine(text, span.end).end;
    const notes = isLastLine && start > 0 ? [] : (['moved'] as const);
    return {
      kind: 'flow',
      place: toFlow(text, at, undefined, spans),
      cursor: at,
      placement: 'below',
      notes,
    };
  }
  const image = findImages(text, line).find(
    ({ path }) => path.start <= start && range.end <= path.end,
  );
  if (image) return { kind: 'slot', slot: image };
  const part = findInlineSpan(text, start, inlinePatterns);
  if (part?.kind === 'code' && range.end <= part.end)
    return { kind: 'path', range, notes: ['pathInCode'] };
  const at = part ? { start: part.end, end: part.end } : range;
  return { kind: 'flow', place: toFlow(text, at, span, spans) };
}

function toFlow(
  text: string,
  at: TextRange,
  span: MarkupSpan | undefined,
  spans: readonly MarkupSpan[],
): FlowPlace {
  const line = getLine(text, at.start);
  if (/^\s*\|/.test(line.text)) return { inline: at, block: line, only: 'inline', indentation: '' };
  const indentation = getIndentation(line);
  if (span && span.kind !== 'container')
    return { inline: at, block: span, only: 'below', indentation };
  if (affiliated.test(line.text) && isBlank(getNextLine(text, line)))
    return { inline: at, block: line, only: 'below', indentation, separator: [] };
  const { start, end } = expandToParagraph(text, at, { startsBlock, endsBlock });
  let last = getLine(text, leaveMarkupSpans(text, end, at.start, spans));
  // Planning and properties belong to their heading.
  if (heading.test(getLine(text, at.start).text)) last = findHeadingEnd(text, last);
  const first = getLine(text, start);
  const item = marker.exec(first.text)?.[0];
  const box = item === undefined ? '' : (checkbox.exec(first.text.slice(item.length))?.[0] ?? '');
  const isBlockLine = heading.test(line.text) || keyword.test(line.text);
  return {
    inline: at,
    block: { start, end: last.end },
    ...(isBlockLine && { only: 'block' }),
    ...(item !== undefined && { itemStart: first.start + item.length + box.length }),
    indentation: item === undefined ? getIndentation(first) : ' '.repeat(item.length),
  };
}

function findHeadingEnd(text: string, first: Line): Line {
  let last = first;
  let isInDrawer = false;
  for (let line = getNextLine(text, first); line; line = getNextLine(text, line)) {
    const isPlanning = /^\s*(?:SCHEDULED|DEADLINE|CLOSED):/.test(line.text);
    isInDrawer ||= /^\s*:PROPERTIES:\s*$/i.test(line.text);
    if (!isPlanning && !isInDrawer) break;
    last = line;
    if (/^\s*:END:\s*$/i.test(line.text)) break;
  }
  return last;
}

function startsBlock({ text }: Line): boolean {
  return (
    marker.test(text) ||
    heading.test(text) ||
    keyword.test(text) ||
    /^\s*(?:#\+(?:begin|end)_|\||:\w+:)/i.test(text)
  );
}

function endsBlock({ text }: Line): boolean {
  return (
    heading.test(text) ||
    (keyword.test(text) && !affiliated.test(text)) ||
    /^\s*#\+(?:begin|end)_/i.test(text)
  );
}

const imageLink = /\[\[(?:file:)?((?:[^[\]\\\n]|\\[^\n]){0,1000})\]\]/g;
const imageName = /^$|^\.{0,2}\/$|\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|pdf)$/i;

/** Links to image files without a description. */
function findImages(
  text: string,
  within: TextRange = { start: 0, end: text.length },
): readonly ImageReference[] {
  return Array.from(text.slice(within.start, within.end).matchAll(imageLink)).flatMap(
    ({ 0: match, 1: path = '', index }) => {
      if (!imageName.test(path) && !match.startsWith('[[file:')) return [];
      const start = within.start + index;
      const end = start + match.length;
      const pathStart = end - 2 - path.length;
      const alt = findAlt(text, start);
      return [
        {
          start,
          end,
          path: { start: pathStart, end: end - 2, value: path.replace(/\\([[\]\\])/g, '$1') },
          ...(alt && { alt }),
        },
      ];
    },
  );
}

/** The alt text in the attributes above an image. */
function findAlt(text: string, position: number): ImageReference['alt'] {
  const image = getLine(text, position);
  for (
    let line = getPreviousLine(text, image);
    line && affiliated.test(line.text);
    line = getPreviousLine(text, line)
  ) {
    const key = /^\s*#\+attr_html:.*?\s:alt[^\S\n]+/i.exec(line.text)?.[0];
    if (key === undefined) continue;
    const value =
      line.text
        .slice(key.length)
        .split(/ :[\w-]{1,60}(?:\s|$)/)[0]
        ?.trimEnd() ?? '';
    const start = line.start + key.length;
    return { start, end: start + value.length, value };
  }
  return undefined;
}
