import { decodePath } from '../../text/decodePath.ts';
import { decodeHTMLAttribute } from 'entities';
import type { ImageReference, TextRange, TextValue } from '../../language.ts';
import { css } from '../../styles/css.ts';
import { getAttributeKind } from './attributeKind.ts';
import type { HtmlDocument } from './document.ts';
import { getEmbeddedLanguage } from './embedded.ts';
import type { MarkupAttribute, MarkupElement } from './markup.ts';

type AttributeWithValue = MarkupAttribute & { readonly value: TextRange };

/** Attributes that are images, by their elements. */
const imageAttributes: Readonly<Record<string, readonly string[]>> = {
  img: ['src', 'srcset'],
  source: ['srcset'],
  video: ['poster'],
  input: ['src'],
  image: ['href', 'xlink:href'],
  object: ['data'],
  embed: ['src'],
  body: ['background'],
};
const imageFile = /\.(?:png|jpe?g|gif|svg|webp|avif)$/i;

/** The references to images in a document, also in its styles and scripts. */
export function findImageReferences(document: HtmlDocument): readonly ImageReference[] {
  return document.tokens.flatMap(({ element }) => {
    if (element === undefined) return [];
    const references = element.attributes
      .filter(hasValue)
      .flatMap((attribute) => readAttribute(document, element, attribute));
    const { start, end } = element.content;
    const language = getEmbeddedLanguage(document, element);
    if (language === undefined || start === end) return references;
    const code = document.markup.slice(start, end);
    return [...references, ...shift(language.findReferences(code), start)];
  });
}

function readAttribute(
  document: HtmlDocument,
  element: MarkupElement,
  attribute: AttributeWithValue,
): readonly ImageReference[] {
  const { text, markup } = document;
  const { value } = attribute;
  const name = attribute.name.toLowerCase();
  if (name === 'style') {
    const declarations = `*{${markup.slice(value.start, value.end)}}`;
    return shift(css.findReferences(declarations), value.start - 2);
  }
  const isKnown =
    Object.hasOwn(imageAttributes, element.name) &&
    imageAttributes[element.name]?.includes(name) === true;
  const isCode = ({ start, end }: TextRange) => markup.slice(start, end) !== text.slice(start, end);
  if (getAttributeKind(name) === 'candidates' && (isKnown || name === 'imagesrcset'))
    return listCandidates(text, value)
      .filter((range) => !isCode(range))
      .map((range) => ({ ...range, path: readPath(text, range) }));
  const path = readPath(text, value);
  const isImage = isKnown || (isImageLink(document, element, name) && imageFile.test(path.value));
  if (!isImage || isCode(value) || path.value === '') return [];
  if (element.name !== 'img') return [{ ...value, path }];
  const alt = element.attributes.filter(hasValue).find((each) => each.name === 'alt')?.value;
  return [
    {
      ...element.openTag,
      path,
      ...(alt === undefined ? {} : { alt: readValue(text, alt, decodeHTMLAttribute) }),
    },
  ];
}

/** Whether an attribute of `<link>` or `<meta>` may be an image. */
function isImageLink({ text }: HtmlDocument, element: MarkupElement, name: string): boolean {
  if (element.name === 'link') return name === 'href';
  if (element.name !== 'meta' || name !== 'content') return false;
  return element.attributes
    .filter(hasValue)
    .some(({ value }) => /image/i.test(text.slice(value.start, value.end)));
}

function hasValue(attribute: MarkupAttribute): attribute is AttributeWithValue {
  return attribute.value !== undefined;
}

/** The paths in a `srcset`. */
function listCandidates(text: string, { start, end }: TextRange): readonly TextRange[] {
  const ranges: TextRange[] = [];
  let offset = start;
  for (const candidate of text.slice(start, end).split(',')) {
    const path = candidate.trimStart();
    const length = path.search(/\s|$/);
    const pathStart = offset + candidate.length - path.length;
    if (length > 0) ranges.push({ start: pathStart, end: pathStart + length });
    offset += candidate.length + 1;
  }
  return ranges;
}

function readPath(text: string, range: TextRange): TextValue {
  return readValue(text, range, (value) => decodePath(decodeHTMLAttribute(value).trim()));
}

function readValue(text: string, range: TextRange, decode: (value: string) => string): TextValue {
  return { ...range, value: decode(text.slice(range.start, range.end)) };
}

function shift(references: readonly ImageReference[], offset: number): readonly ImageReference[] {
  const move = <T extends TextRange>(range: T): T => ({
    ...range,
    start: range.start + offset,
    end: range.end + offset,
  });
  return references.map(({ path, alt, ...range }) => ({
    ...move(range),
    path: move(path),
    ...(alt === undefined ? {} : { alt: move(alt) }),
  }));
}
