import { maxDocumentCharacters } from '../../untrusted/limits.ts';
import type {
  DocumentLanguage,
  Insertion,
  InsertionContext,
  ReferencedImage,
  TextRange,
} from '../language.ts';
import { addEdits } from '../scripts/draft.ts';
import { concatenate, join, replaceRange } from '../text/edits.ts';
import { encodePath } from '../text/encodePath.ts';
import { getLine } from '../text/lines.ts';
import { extractHtmlText } from './htmlText.ts';
import { combine, insertIntoTag, writeExpressions } from './regions/attributeInsertion.ts';
import { insertIntoCode, insertPaths, isInArray } from './code/codeInsertion.ts';
import { insertIntoContent } from './regions/contentInsertion.ts';
import { lacksValue } from './regions/componentImports.ts';
import {
  encodePaths,
  readDocument,
  type HtmlDialect,
  type HtmlDocument,
} from './regions/document.ts';
import { getEmbeddedLanguage, insertIntoEmbedded, isMarkupScript } from './regions/embedded.ts';
import { findImageReferences } from './regions/findImageReferences.ts';
import {
  findContainer,
  findTokenAround,
  type MarkupElement,
  type MarkupToken,
} from './regions/markup.ts';
import { findPlaceInPage, findTemplateBlock, isComponent } from './regions/startOfPage.ts';
import { findCodeAround, type CodeRegion } from './code/templateCode.ts';
import { writeReference } from './regions/writeReference.ts';

/** What is specific to a template language around HTML. */
export type HtmlLanguage = Pick<DocumentLanguage, 'ids' | 'extensions' | 'readPrompt'> &
  Partial<HtmlDialect>;

/** A language whose documents are HTML, or become HTML through a template engine. */
export function createHtmlLanguage({
  ids,
  extensions,
  readPrompt = extractHtmlText,
  ...options
}: HtmlLanguage): DocumentLanguage {
  const dialect: HtmlDialect = {
    hasComponents: false,
    isXml: false,
    scripts: {},
    hasComponentBlocks: false,
    encodePath,
    encodeSource: options.encodePath ?? encodePath,
    ...options,
  };
  return {
    ids,
    extensions,
    readPrompt,
    insert: (text, range, images, context) => {
      // What is around the cursor is unknown, and a path breaks nothing.
      if (text.length > maxDocumentCharacters) {
        const paths = images.map(({ path }) => dialect.encodePath(path));
        return insertPaths(text, range, paths, 'pathOnly');
      }
      const document = readDocument(text, dialect);
      const insertion = insertIntoDocument(document, range, images, context);
      return addEdits(insertion, document.imports?.createEdits(context) ?? []);
    },
    findReferences: (text) =>
      text.length > maxDocumentCharacters ? [] : findImageReferences(readDocument(text, dialect)),
  };
}

function insertIntoDocument(
  document: HtmlDocument,
  selection: TextRange,
  images: readonly ReferencedImage[],
  context: InsertionContext,
): Insertion {
  const { text, dialect, tokens, code } = document;
  const range = isReplaceable(document, selection)
    ? selection
    : { start: selection.end, end: selection.end };
  const region = findCodeAround(code, range.start);
  if (region !== undefined) return insertIntoRegion(document, region, range, images, context);
  const unclosed = code.find(({ start, isUnclosed }) => isUnclosed && range.start <= start);
  if (unclosed !== undefined && text.slice(0, unclosed.start).trim() === '')
    return insertIntoPureCode(document, unclosed, images, context);

  const place = findPlaceInPage(document, range);
  if (place !== undefined) {
    const start = { start: place, end: place };
    return insertIntoContent(document, start, images, { ...context, placement: 'auto' }, ['moved']);
  }
  const token = findTokenAround(tokens, range.start);
  switch (token?.kind) {
    case 'open':
      return insertIntoTag(document, token, range, images, context);
    case 'comment':
      return insertIntoComment(document, token, range, images);
    case 'close':
    case 'declaration': {
      const { end } = token;
      return insertIntoContent(document, { start: end, end }, images, context);
    }
    case undefined:
  }
  const container = findContainer(tokens, range.start);
  if (container?.name === 'script' || container?.name === 'style')
    return insertIntoCodeElement(document, container, range, images, context);
  if (dialect.hasComponentBlocks && isComponent(document))
    return insertIntoComponent(document, range, images, context);
  return insertIntoContent(document, range, images, context);
}

function insertIntoComment(
  document: HtmlDocument,
  { start, end, isUnclosed }: MarkupToken,
  range: TextRange,
  images: readonly ReferencedImage[],
): Insertion {
  const { text } = document;
  const open = /^<!(?:--|\[CDATA\[)?/.exec(text.slice(start, start + 10))?.[0].length ?? 0;
  const close = isUnclosed ? 0 : (/(?:--|\]\])?>$/.exec(text.slice(end - 3, end))?.[0].length ?? 0);
  const within = { start: start + open, end: Math.max(start + open, end - close) };
  return insertPaths(text, range, encodePaths(document, images), 'pathInComment', within);
}

/** Whether a selection can be replaced as a whole: it does not cut through a tag, an element, or code. */
function isReplaceable({ tokens, code }: HtmlDocument, { start, end }: TextRange): boolean {
  if (start === end) return true;
  return (
    findTokenAround(tokens, start) === findTokenAround(tokens, end) &&
    findCodeAround(code, start) === findCodeAround(code, end) &&
    findContainer(tokens, start) === findContainer(tokens, end)
  );
}

function insertIntoRegion(
  document: HtmlDocument,
  region: CodeRegion,
  range: TextRange,
  images: readonly ReferencedImage[],
  context: InsertionContext,
): Insertion {
  const { text, dialect } = document;
  const { inner, end } = region;
  const language = dialect.template?.language;
  const isInner =
    region.kind !== 'directive' && inner.start <= range.start && range.end <= inner.end;
  const isMissing = !dialect.hasComponentBlocks || lacksValue(text, inner, range);
  const tag = findTokenAround(document.tokens, region.start);
  const after = tag?.kind === 'open' ? tag.end : end;
  const insertAfter = (some: readonly ReferencedImage[]) =>
    insertIntoDocument(document, { start: after, end: after }, some, context);
  if (!isInner || language === undefined || !isMissing) return insertAfter(images);
  const insert = (some: readonly ReferencedImage[]): Insertion => {
    const paths = encodePaths(document, some);
    const expressions = some.every(({ form }) => form === 'import')
      ? writeExpressions(document, some, language.quote)
      : undefined;
    const insertion = insertIntoCode(text, range, region, language, {
      paths,
      eol: context.eol,
      ...(expressions && { expressions }),
    });
    return insertion ?? insertAfter(some);
  };
  const isSingle =
    region.kind === 'output' || (region.kind === 'statement' && language.writeList === undefined);
  if (images.length === 1 || !isSingle || isInArray(text, range)) return insert(images);
  // The code has one value. The other images go next to it.
  const others = { start: after, end: after };
  return combine(insert(images.slice(0, 1)), images.slice(1), (rest) =>
    insertIntoContent(document, others, rest, context),
  );
}

/** At the start of a file of code without markup: the paths as a comment. */
function insertIntoPureCode(
  document: HtmlDocument,
  { inner }: CodeRegion,
  images: readonly ReferencedImage[],
  { eol }: InsertionContext,
): Insertion {
  const { end } = getLine(document.text, inner.start);
  const comments = encodePaths(document, images).map((path) => `${eol}// ${path}`);
  return replaceRange({ start: end, end }, comments.join(''), ['pathInCode', 'moved']);
}

function insertIntoCodeElement(
  document: HtmlDocument,
  element: MarkupElement,
  range: TextRange,
  images: readonly ReferencedImage[],
  context: InsertionContext,
): Insertion {
  const { text, dialect } = document;
  const { start, end } = element.content;
  if (isMarkupScript(document, element)) {
    const inner = { start: range.start - start, end: range.end - start };
    const page = readDocument(text.slice(start, end), dialect);
    const { edits, notes } = insertIntoDocument(page, inner, images, context);
    return {
      notes,
      edits: edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start })),
    };
  }
  const language = getEmbeddedLanguage(document, element);
  return language === undefined
    ? insertPaths(text, range, encodePaths(document, images), 'pathInCode')
    : insertIntoEmbedded(document, element, language, range, images, context);
}

/** Images of a component are in its template, which may be missing. */
function insertIntoComponent(
  document: HtmlDocument,
  range: TextRange,
  images: readonly ReferencedImage[],
  context: InsertionContext,
): Insertion {
  const { text, tokens } = document;
  const container = findContainer(tokens, range.start);
  let block = container;
  while (block?.parent !== undefined) block = block.parent;
  const template = findTemplateBlock(document);
  if (block !== undefined && (block === template || block.name === 'template'))
    return block === template
      ? insertIntoContent(document, range, images, context)
      : insertPaths(text, range, encodePaths(document, images), 'pathOnly');
  if (block !== undefined)
    return insertPaths(text, range, encodePaths(document, images), 'pathInCode');
  const { eol } = context;
  const references = images.map((image) => writeReference(document, 'image', image, context, '  '));
  const written = concatenate(
    `<template>${eol}  `,
    join(references, `${eol}  `),
    `${eol}</template>`,
  );
  if (text.trim() === '') return replaceRange(range, written);
  const end = text.trimEnd().length;
  return replaceRange({ start: end, end }, concatenate(eol + eol, written), ['moved']);
}
