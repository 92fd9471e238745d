import { getFileName } from '../../text/fileName.ts';
import { decodeCharacterReferences } from '../../text/characterReference.ts';
import type {
  DocumentLanguage,
  ImageReference,
  Insertion,
  InsertionContext,
  TextRange,
} from '../../language.ts';
import { altText, concatenate, replaceRange } from '../../text/edits.ts';
import { getLine, getPreviousLine, isBlank, type Line } from '../../text/lines.ts';
import { createInsert, type MarkupPlace } from '../markup.ts';
import { extractMediaWikiText } from '../markupText.ts';
import { scanMediaWiki, type WikiSpan } from './mediawikiScanner.ts';
import { expandToParagraph } from '../paragraph.ts';
import { writeImages, type ImageWriter } from '../writeImages.ts';

/**
 * The name of a file in a wiki, which has no folders: with a capital letter, and as the upload replaces what no
 * title may contain.
 */
export function toWikiFileName(path: string): string {
  const name = getFileName(path)
    .replace(/[#<>[\]|{}:\\]|%(?=[\da-f]{2})|&(?=#?\w+;)|~(?=~)/gi, '-')
    .replace(/ /g, '_');
  const first = String.fromCodePoint(name.codePointAt(0) ?? 0x2d);
  return first.toUpperCase() + name.slice(first.length);
}

const writer: ImageWriter = {
  escapePath: toWikiFileName,
  escapeAlt: (alt) =>
    alt.replace(/[|[\]{}<>'&~_=]|:(?=\/\/)/g, (character) => `&#${character.charCodeAt(0)};`),
  write: (name, alt) =>
    alt === ''
      ? concatenate(`[[File:${name}]]`)
      : concatenate(`[[File:${name}|alt=`, altText(alt), ']]'),
};
const galleryWriter: ImageWriter = {
  ...writer,
  write: (name, alt) => concatenate(`File:${name}|alt=`, altText(alt)),
};

const insertMarkup = createInsert({
  locate,
  inline: writer,
  block: writer,
  spaceAfter: /[\p{L}\p{N}.,;:!?。，；：！？…)\]}”’']$/u,
  spaceBefore: /^[\p{L}\p{N}'[({]/u,
});

/** MediaWiki. */
export const mediaWiki: DocumentLanguage = {
  ids: ['wikitext', 'mediawiki'],
  extensions: ['wikitext', 'mediawiki', 'wiki'],
  readPrompt: extractMediaWikiText,
  insert: (text, range, images, context) => {
    const gallery = scanMediaWiki(text).find(
      ({ kind, contentStart, contentEnd }) =>
        kind === 'gallery' && contentStart <= range.start && range.start <= contentEnd,
    );
    if (gallery) return insertIntoGallery(text, range, gallery, images, context);
    const named = images.map((image) => ({ ...image, path: toWikiFileName(image.path) }));
    const insertion = insertMarkup(text, range, named, context);
    const [edit, ...others] = insertion.edits;
    // An empty line of a table is a cell only after `|`.
    return edit && needsCell(text, range)
      ? { ...insertion, edits: [{ ...edit, ...concatenate('| ', edit) }, ...others] }
      : insertion;
  },
  findReferences: (text) =>
    scanMediaWiki(text).flatMap((span) =>
      span.kind === 'link'
        ? findImage(text, span)
        : span.kind === 'gallery'
          ? findGalleryImages(text, span)
          : [],
    ),
};

function insertIntoGallery(
  text: string,
  range: TextRange,
  { contentStart, contentEnd }: WikiSpan,
  images: Parameters<DocumentLanguage['insert']>[2],
  context: InsertionContext,
): Insertion {
  const { eol } = context;
  const written = writeImages(images, galleryWriter, { ...context }, eol);
  const line = getLine(text, range.start);
  const [start, end] = [Math.max(line.start, contentStart), Math.min(line.end, contentEnd)];
  if (text.slice(start, end).trim() === '') {
    const isOwnLine = line.start >= contentStart;
    const after = end === contentEnd ? eol : '';
    return replaceRange({ start, end }, concatenate(isOwnLine ? '' : eol, written, after));
  }
  return replaceRange(
    { start: end, end },
    concatenate(eol, written, end === contentEnd ? eol : ''),
  );
}

/** Whether an empty line of a table has no cell above it that it would belong to. */
function needsCell(text: string, { start }: TextRange): boolean {
  const line = getLine(text, start);
  if (!isBlank(line)) return false;
  let previous = getPreviousLine(text, line);
  while (previous && isBlank(previous)) previous = getPreviousLine(text, previous);
  return previous !== undefined && /^\s*(?:\{\||\|-)/.test(previous.text);
}

const heading = /^(={1,6})[^=].*\1\s*$/;
const parameter =
  /\|[\w ]{0,60}(?:image|logo|photo|picture|img|file|cover|flag|map|图片|图像|圖像|图)[\w ]{0,60}=([^|{}[\]\n]*)$/i;

function locate(text: string, range: TextRange, { isAfterPrompt }: InsertionContext): MarkupPlace {
  const spans = scanMediaWiki(text);
  const { start } = range;
  const span = spans.findLast((each) => each.start < start && start < each.end);
  const isInContent = span !== undefined && span.contentStart <= start && start <= span.contentEnd;
  if (isInContent && span.kind === 'code') return { kind: 'path', range, notes: ['pathInCode'] };
  if (isInContent && span.kind === 'comment' && !isAfterPrompt)
    return { kind: 'path', range, notes: ['pathInComment'] };
  const image = span?.kind === 'link' ? findImage(text, span)[0] : undefined;
  const slot = image && toSlot(text, range, image);
  if (slot) return slot;
  if (isInContent && span.kind === 'template') {
    const before = text.slice(span.contentStart, start);
    const value = parameter.exec(before.slice(-500))?.[1];
    if (value !== undefined) {
      const from = start - value.trimStart().length;
      const rest =
        /^[^|{}[\]\n]*/.exec(text.slice(range.end, span.contentEnd))?.[0].trimEnd() ?? '';
      return { kind: 'path', range: { start: from, end: range.end + rest.length }, notes: [] };
    }
    if (/\|[^|{}[\]]*$/.test(before.slice(-500)))
      return {
        kind: 'flow',
        place: { inline: range, block: range, only: 'inline', indentation: '' },
      };
  }
  const isTableLine = span?.kind === 'table' && /^\s*(?:\{\||\|-)/.test(getLine(text, start).text);
  const isPlain = span === undefined || (span.kind === 'table' && isInContent && !isTableLine);
  const at = isPlain ? range : { start: span.end, end: span.end };
  return {
    kind: 'flow',
    place: toFlow(text, at, isTableLine ? undefined : span, spans, isTableLine),
  };
}

function toFlow(
  text: string,
  at: TextRange,
  span: WikiSpan | undefined,
  spans: readonly WikiSpan[],
  isBelow: boolean,
): Extract<MarkupPlace, { kind: 'flow' }>['place'] {
  const line = getLine(text, at.start);
  const block = expandToParagraph(text, at, {
    startsBlock,
    endsBlock: ({ text: each }) => heading.test(each),
  });
  let { end } = block;
  for (const each of spans) {
    if (each.start >= end) break;
    if (end < each.end) end = getLine(text, each.end).end;
  }
  const isInTable = spans.some(
    ({ kind, contentStart, contentEnd }) =>
      kind === 'table' && contentStart <= at.start && at.start <= contentEnd,
  );
  const isLine = (span?.kind === 'table' && isInTable) || isInTable || /^[*#:;]/.test(line.text);
  const only = isBelow
    ? 'below'
    : isLine
      ? 'inline'
      : heading.test(line.text)
        ? 'block'
        : undefined;
  return { inline: at, block: { start: block.start, end }, ...(only && { only }), indentation: '' };
}

function startsBlock({ text }: Line): boolean {
  return heading.test(text) || /^(?:[*#:;]|\s*(?:\{\||\|\}))/.test(text);
}

const imageLink =
  /^\[\[\s*(?:file|image|media|datei|bild|fichier|archivo|immagine|файл|изображение|文件|档案|檔案|图像|圖像|ファイル|画像|파일)\s*:([^|[\]{}<>\n]*)/i;

function findImage(text: string, { start, end, contentEnd }: WikiSpan): readonly ImageReference[] {
  const head = imageLink.exec(text.slice(start, Math.min(end, start + 1000)));
  if (!head) return [];
  const [match, name = ''] = head;
  const path = { start: start + match.length - name.length, end: start + match.length };
  const alt = findAlt(text, { start: path.end, end: contentEnd });
  return [{ start, end, path: { ...path, value: toFileName(name) }, ...(alt && { alt }) }];
}

/** A title without what a wiki does not tell apart. */
function toFileName(title: string): string {
  return title.trim().replace(/_/g, ' ');
}

function findAlt(text: string, { start, end }: TextRange): ImageReference['alt'] {
  const key = /\|\s*alt\s*=/i.exec(text.slice(start, Math.min(end, start + 5000)));
  if (!key) return undefined;
  const altStart = start + key.index + key[0].length;
  const value = /^[^|\]\n]*/.exec(text.slice(altStart, end))?.[0] ?? '';
  const altEnd = altStart + value.length;
  return { start: altStart, end: altEnd, value: decodeCharacterReferences(value) };
}

/** The lines of a gallery: the name of a file, and what else is in a link to one. */
function findGalleryImages(
  text: string,
  { contentStart, contentEnd }: WikiSpan,
): readonly ImageReference[] {
  const lines = text
    .slice(contentStart, contentEnd)
    .matchAll(/^[ \t]{0,99}([^\s|][^|\n]*)(\|.*)?$/gm);
  return Array.from(lines).flatMap(({ 0: line, 1: title = '', 2: rest = '', index }) => {
    const prefix = /^(?:\p{L}{1,20}:)?\s{0,9}/u.exec(title)?.[0] ?? '';
    const name = title.slice(prefix.length).trimEnd();
    const start = contentStart + index + line.length - rest.length - title.length;
    const pathStart = start + prefix.length;
    const end = contentStart + index + line.trimEnd().length;
    const alt = findAlt(text, { start: start + title.length, end });
    const path = { start: pathStart, end: pathStart + name.length, value: toFileName(name) };
    return name === '' ? [] : [{ start, end, path, ...(alt && { alt }) }];
  });
}

function toSlot(
  text: string,
  { start, end }: TextRange,
  image: ImageReference,
): MarkupPlace | undefined {
  const isIn = (part: TextRange | undefined): boolean =>
    part !== undefined && part.start <= start && end <= part.end;
  const isEmpty = text.slice(image.path.start, image.path.end).trim() === '';
  const whole = { start: image.start, end: image.end, path: image.path };
  if (isIn(image.path)) return { kind: 'slot', slot: whole };
  if (!isEmpty && !isIn(image.alt)) return undefined;
  return { kind: 'slot', slot: { ...whole, ...(image.alt && { alt: image.alt }) } };
}
