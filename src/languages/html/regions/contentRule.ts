import type { HtmlDocument } from './document.ts';
import { findElement, getElementEnd } from './document.ts';
import { closedElements, textElements } from './elements.ts';
import { findLayout } from './layout.ts';
import { listAncestors, type MarkupElement } from './markup.ts';

/** What is around a reference, such as the tags of a list item. */
export type Wrapping = readonly [before: string, after: string];

/** What is allowed at a position in the content of an element. */
export type ContentRule =
  | {
      readonly kind: 'image' | 'svgImage' | 'source';
      /** Around each image. */
      readonly item?: Wrapping;
      /** Around all images. */
      readonly group?: Wrapping;
    }
  | { readonly kind: 'path' }
  /** Nothing. An image can be at another offset. */
  | { readonly kind: 'moved'; readonly offset: number };

const cell: Wrapping = ['<td>', '</td>'];
const row: Wrapping = ['<tr>', '</tr>'];
const listItem: ContentRule = { kind: 'image', item: ['<li>', '</li>'] };
const tableRow: ContentRule = { kind: 'image', item: cell, group: row };

const ruleByName: Readonly<Record<string, ContentRule>> = {
  ul: listItem,
  ol: listItem,
  menu: listItem,
  dl: { kind: 'image', item: ['<dd>', '</dd>'] },
  table: tableRow,
  thead: tableRow,
  tbody: tableRow,
  tfoot: tableRow,
  tr: { kind: 'image', item: cell },
};

/** What is allowed at an offset between two tags. */
export function getContentRule(
  document: HtmlDocument,
  innermost: MarkupElement | undefined,
  offset: number,
): ContentRule {
  const container = skipTemplates(innermost);
  const name = container?.name ?? '';
  if (textElements.has(name)) return { kind: 'path' };
  const foreign = findForeign(container);
  if (foreign !== undefined) return getSvgRule(container, foreign);
  // Only drawings have images in XML.
  if (document.dialect.isXml) {
    const svg = findElement(document, 'svg');
    return svg !== undefined && svg.parent === undefined && offset < svg.content.start
      ? { kind: 'moved', offset: svg.content.start }
      : { kind: 'path' };
  }
  const closed = [...listAncestors(container)].findLast((each) => closedElements.has(each.name));
  if (closed !== undefined) return { kind: 'moved', offset: getElementEnd(closed) };
  const page = getPageRule(document, container, offset);
  if (page !== undefined) return page;
  if (container !== undefined && name === 'picture')
    return getPictureRule(document, container, offset);
  return (Object.hasOwn(ruleByName, name) ? ruleByName[name] : undefined) ?? { kind: 'image' };
}

/** Where the visible part of a page begins, or undefined if the document is a fragment. */
export function findBodyStart(document: HtmlDocument): number | undefined {
  const body = findElement(document, 'body');
  if (body !== undefined) return body.content.start;
  const layout = findLayout(document);
  if (layout !== undefined) return layout.content.start;
  const head = findElement(document, 'head');
  if (head !== undefined) return getElementEnd(head);
  return findElement(document, 'html')?.content.start;
}

/** `<template>` in a list is a loop of Vue, not an element of its own. */
function skipTemplates(element: MarkupElement | undefined): MarkupElement | undefined {
  let container = element;
  while (container?.name === 'template' && container.parent !== undefined) {
    container = container.parent;
  }
  return container;
}

function findForeign(container: MarkupElement | undefined): MarkupElement | undefined {
  for (const each of listAncestors(container)) {
    if (each.name.toLowerCase() === 'foreignobject') return undefined;
    if (each.name === 'svg') return each;
  }
  return undefined;
}

function getSvgRule(container: MarkupElement | undefined, svg: MarkupElement): ContentRule {
  for (const each of listAncestors(container)) {
    if (each === svg) break;
    if (['title', 'desc', 'metadata'].includes(each.name)) return { kind: 'path' };
    // Shapes and texts cannot contain images.
    if (
      !['g', 'defs', 'a', 'symbol', 'mask', 'pattern', 'marker', 'switch', 'clipPath'].includes(
        each.name,
      )
    )
      return { kind: 'moved', offset: getElementEnd(each) };
  }
  return { kind: 'svgImage' };
}

function getPageRule(
  document: HtmlDocument,
  container: MarkupElement | undefined,
  offset: number,
): ContentRule | undefined {
  const isInHead = [...listAncestors(container)].some(({ name }) => name === 'head');
  const isBesideBody = container === undefined || container.name === 'html';
  if (!isInHead && !isBesideBody) return undefined;
  const start = findBodyStart(document);
  if (start === undefined) return isInHead ? { kind: 'path' } : undefined;
  if (isInHead || offset < start) return { kind: 'moved', offset: start };
  const page = findElement(document, 'body') ?? findLayout(document);
  const end = page?.closeTag?.start;
  return end !== undefined && offset > end ? { kind: 'moved', offset: end } : undefined;
}

/** The image of `<picture>` is the last element in it, and the sources are before it. */
function getPictureRule(
  { tokens }: HtmlDocument,
  picture: MarkupElement,
  offset: number,
): ContentRule {
  const image = tokens.find(({ element }) => element?.name === 'img' && element.parent === picture);
  if (image === undefined) return { kind: 'image' };
  return offset <= image.start
    ? { kind: 'source' }
    : { kind: 'moved', offset: getElementEnd(picture) };
}
