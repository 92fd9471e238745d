import type { Insertion, InsertionContext, ReferencedImage, TextRange } from '../../language.ts';
import { altText, concatenate, replaceRange, type WrittenText } from '../../text/edits.ts';
import { escapeAttribute } from '../escape.ts';
import { getAttributeKind } from './attributeKind.ts';
import { insertIntoExpression, insertPaths, isInArray } from '../code/codeInsertion.ts';
import { isBundled, lacksValue } from './componentImports.ts';
import { insertIntoContent } from './contentInsertion.ts';
import { encodePaths, touches, type HtmlDocument } from './document.ts';
import { insertIntoStyleAttribute } from './embedded.ts';
import type { MarkupAttribute, MarkupElement, MarkupToken } from './markup.ts';
import { findPathToken, findToken } from './pathToken.ts';

const imageFile =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico)(?:[?#][^?#]*)?$|^[^\s:#]*[^\s:#/]\/$|^\.{0,2}$/i;

/** Whether the target of a link or the content of a `<meta>` is an image, or begins to be one. */
function isImage(value: string): boolean {
  return imageFile.test(value.trim());
}

/** Inserts images into an opening tag: into the attribute at the cursor, or after the tag. */
export function insertIntoTag(
  document: HtmlDocument,
  { end, element }: MarkupToken,
  range: TextRange,
  images: readonly ReferencedImage[],
  context: InsertionContext,
): Insertion {
  const after = (rest: readonly ReferencedImage[]) =>
    insertIntoContent(document, { start: end, end }, rest, context);
  if (element === undefined) return after(images);
  const attribute = element.attributes.find(
    ({ value }) => value !== undefined && touches(value, range.start),
  );
  if (element.name === 'img' && completesImage(document, element, attribute)) {
    const [first, ...rest] = images;
    return first === undefined
      ? after(images)
      : combine(completeImage(document, element, range, first), rest, after);
  }
  const { value } = attribute ?? {};
  if (attribute === undefined || value === undefined || range.end > value.end) return after(images);
  return insertIntoValue(document, { ...attribute, value }, element, range, images, context, after);
}

function insertIntoValue(
  document: HtmlDocument,
  attribute: MarkupAttribute & { value: TextRange },
  element: MarkupElement,
  range: TextRange,
  images: readonly ReferencedImage[],
  context: InsertionContext,
  insertAfter: (images: readonly ReferencedImage[]) => Insertion,
): Insertion {
  const { text } = document;
  const { value, quote } = attribute;
  const paths = encodePaths(document, images);
  const sources = images.map(({ path }) => document.dialect.encodeSource(path));
  const isPartOfImage = element.name === 'img' && attribute.name === 'alt';
  if (isPartOfImage) return insertAfter(images);
  switch (getAttributeKind(attribute.name)) {
    case 'path':
    case 'url': {
      const [path = '', ...rest] = sources;
      const target = getPathRange(document, attribute, range);
      const isOther =
        getAttributeKind(attribute.name) === 'url' && !isImage(text.slice(value.start, value.end));
      if (isOther || target === undefined) return insertAfter(images);
      const written = quote === '' ? `"${path}"` : path;
      const insertion = replaceRange(target, written);
      return rest.length === 0 ? insertion : combine(insertion, images.slice(1), insertAfter);
    }
    case 'candidates':
      return insertCandidates(document, attribute, range, sources);
    case 'style':
      return insertIntoStyleAttribute(document, attribute, range, images, context);
    case 'expression':
      return insertIntoBinding(document, attribute, range, images, context, insertAfter);
    case 'text':
      return insertPaths(text, range, paths, 'pathOnly');
  }
}

/** Inserts into code in an attribute, such as `:src="…"`. */
function insertIntoBinding(
  document: HtmlDocument,
  { name, value, quote, start, end }: MarkupAttribute & { value: TextRange },
  cursor: TextRange,
  images: readonly ReferencedImage[],
  { eol }: InsertionContext,
  insertAfter: (images: readonly ReferencedImage[]) => Insertion,
): Insertion {
  const { text, dialect, imports } = document;
  const property = /^(?::|v-bind:)([\w-]+)$/.exec(name)?.[1];
  const isSource = property !== undefined && getAttributeKind(property) === 'path';
  const [first, ...rest] = images;
  const isMissing = lacksValue(text, value, cursor);
  const isName = /^\s*[\w$.]+\s*$/.test(text.slice(value.start, value.end));
  if (!isMissing && !(isSource && isName)) return insertAfter(images);
  // A name is replaced as a whole.
  const range = isMissing ? cursor : value;
  const isSingle = isSource && first !== undefined && !isInArray(text, range);
  const shown = isSingle ? [first] : images;
  const codeQuote = quote === "'" ? '"' : "'";
  const content = text.slice(value.start, value.end).trim();
  // The build resolves the paths of sources, but none in strings.
  if (isSingle && imports === undefined && isBundled(first) && /^(?:['"`]{2})?$/.test(content)) {
    const written = `${property}="${dialect.encodeSource(first.path)}"`;
    return combine(replaceRange({ start, end }, written), rest, insertAfter);
  }
  const insertion = insertIntoExpression(text, range, value, codeQuote, {
    paths: encodePaths(document, shown),
    expressions: writeExpressions(document, shown, codeQuote),
    eol,
  });
  if (insertion === undefined) return insertAfter(images);
  return isSingle ? combine(insertion, rest, insertAfter) : insertion;
}

/** Images as expressions: their names if the component imports them, or else strings. */
export function writeExpressions(
  { dialect, imports }: HtmlDocument,
  images: readonly ReferencedImage[],
  quote: string,
): readonly string[] {
  return images.map(
    (image) => imports?.nameOf(image) ?? quote + dialect.encodePath(image.path) + quote,
  );
}

/** The part of a value that a path replaces: all of it, if it is one path. Undefined if code needs the rest. */
function getPathRange(
  { text, code, markup }: HtmlDocument,
  { name, value, quote }: MarkupAttribute & { value: TextRange },
  range: TextRange,
): TextRange | undefined {
  if (range.start !== range.end) return range;
  const content = markup.slice(value.start, value.end);
  const around = code.filter(({ start, end }) => start < value.end && end > value.start);
  const before = around.findLast((each) => each.end <= range.start)?.end ?? value.start;
  const start = Math.max(value.start, before);
  const end = Math.min(
    value.end,
    around.find((each) => each.start >= range.end)?.start ?? value.end,
  );
  const within = {
    start: text.startsWith('/', start) && start > value.start ? start + 1 : start,
    end,
  };
  // A quote that is missing makes a value of what follows.
  if (quote !== '' && /[<>\n]/.test(content)) return findToken(text, range, within);
  if (around.some((each) => each.start === end && each.start < value.end)) return undefined;
  const isAfterCode = start > value.start;
  if (isAfterCode && /^[^/]/.test(text.slice(start, end))) return undefined;
  if (getAttributeKind(name) === 'url' && /\s|^#/.test(content))
    return findPathToken(text, range, within);
  return within;
}

/** Inserts paths into a `srcset`, in place of the one at the cursor or as further ones. */
function insertCandidates(
  { text, markup }: HtmlDocument,
  { value, quote }: MarkupAttribute & { value: TextRange },
  range: TextRange,
  paths: readonly string[],
): Insertion {
  const before = markup.slice(value.start, range.start);
  const start = value.start + before.lastIndexOf(',') + 1;
  const comma = markup.slice(range.end, value.end).indexOf(',');
  const end = comma === -1 ? value.end : range.end + comma;
  const candidate = text.slice(start, end);
  const isEmpty = text.slice(value.start, value.end).trim() === '';
  const written =
    isEmpty && paths.length > 1
      ? paths.map((path, index) => `${path} ${index + 1}x`).join(', ')
      : paths.join(', ');
  if (quote === '') return replaceRange(value, `"${written}"`);
  const urlStart = start + (/^\s*/.exec(candidate)?.[0].length ?? 0);
  const url = /^\s*(\S*)/.exec(candidate)?.[1] ?? '';
  const isDescriptor = /^\d+(?:\.\d+)?[xw]$/.test(url);
  if (range.start !== range.end || isDescriptor || url === '') {
    const after = /^\S/.test(text.slice(range.end, end)) && range.start === range.end ? ' ' : '';
    const space = before.endsWith(',') ? ' ' : '';
    return replaceRange(range, space + written + after);
  }
  if (range.start <= urlStart + url.length) {
    const from = range.start < urlStart ? urlStart : Math.min(urlStart, range.start);
    return replaceRange({ start: from, end: urlStart + url.length }, written);
  }
  return replaceRange(
    { start: start + candidate.trimEnd().length, end: start + candidate.trimEnd().length },
    `, ${written}`,
  );
}

/** Whether an image at the cursor has no file yet, and gets this one instead of a second image. */
function completesImage(
  { text }: HtmlDocument,
  { attributes }: MarkupElement,
  attribute: MarkupAttribute | undefined,
): boolean {
  const isEmpty = (name: string) => {
    const value = attributes.find((each) => each.name.toLowerCase() === name)?.value;
    return value === undefined || text.slice(value.start, value.end).trim() === '';
  };
  if (attribute === undefined) return isEmpty('src') && !attributes.some(isSourceAttribute);
  // In an empty alt text, both it and the path are replaced.
  return attribute.name.toLowerCase() === 'alt' && isEmpty('alt');
}

/** Whether code sets the source, as in `:src="…"`. */
function isSourceAttribute({ name, value }: MarkupAttribute): boolean {
  return /[:.\]-]src\]?$|^\[src\]$/.test(name) && value !== undefined;
}

/** Writes path and alt text of an image that has none, into its attributes or as new ones. */
function completeImage(
  { dialect, text }: HtmlDocument,
  { openTag, attributes, name }: MarkupElement,
  range: TextRange,
  image: ReferencedImage,
): Insertion {
  const nameEnd = openTag.start + 1 + name.length;
  const lastValueEnd = attributes.findLast(({ end }) => end <= range.start)?.end ?? nameEnd;
  const isInAttribute = attributes.some(
    ({ start, end }) => start < range.start && range.start < end,
  );
  const free = isInAttribute ? nameEnd : Math.max(lastValueEnd, nameEnd);
  const written: Readonly<Record<string, WrittenText>> = {
    src: concatenate(dialect.encodeSource(image.path)),
    alt: altText(escapeAttribute(image.alt)),
  };
  const missing: WrittenText[] = [];
  const edits = Object.entries(written).flatMap(([key, content]) => {
    const attribute = attributes.find((each) => each.name.toLowerCase() === key);
    if (attribute === undefined) {
      missing.push(concatenate(` ${key}="`, content, '"'));
      return [];
    }
    const { value, quote } = attribute;
    return value !== undefined && quote !== ''
      ? replaceRange(value, content).edits
      : replaceRange(attribute, concatenate(`${key}="`, content, '"')).edits;
  });
  if (missing.length > 0) {
    const space = /^\s*(?=>)/.exec(text.slice(free, openTag.end))?.[0].length ?? 0;
    const after = /[^\s/>]/.test(text.charAt(free)) ? ' ' : '';
    const place = { start: free, end: free + space };
    edits.push(...replaceRange(place, concatenate(...missing, after)).edits);
  }
  return { edits: edits.toSorted((one, other) => one.start - other.start), notes: [] };
}

/** Adds the insertion of further images to that of the first one. */
export function combine(
  first: Insertion,
  rest: readonly ReferencedImage[],
  insertRest: (images: readonly ReferencedImage[]) => Insertion,
): Insertion {
  if (rest.length === 0) return first;
  const { edits, notes } = insertRest(rest);
  const all = [...first.edits, ...edits].toSorted((one, other) => one.start - other.start);
  return { edits: all, notes: [...first.notes, ...notes] };
}
