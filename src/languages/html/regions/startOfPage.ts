import type { TextRange } from '../../language.ts';
import { findBodyStart } from './contentRule.ts';
import type { HtmlDocument } from './document.ts';
import { flowElements } from './elements.ts';
import type { MarkupElement } from './markup.ts';

/**
 * Where images go if the cursor is outside of the page: before the doctype, outside of the blocks of a template
 * that extends another one, between the blocks of a component.
 * @returns undefined if the cursor is at a good place
 */
export function findPlaceInPage(document: HtmlDocument, range: TextRange): number | undefined {
  if (document.dialect.hasComponentBlocks) return findPlaceInComponent(document, range.start);
  const block = findPlaceInBlocks(document, range.start);
  if (block !== undefined) return block;
  const start = findPrologEnd(document);
  // Where there is a body, it is found from the end of the prolog on.
  return range.start < start ? (findBodyStart(document) ?? start) : undefined;
}

/** The `<template>` of a component that is written as HTML. */
export function findTemplateBlock({ tokens, text }: HtmlDocument): MarkupElement | undefined {
  return tokens.find(
    ({ element }) =>
      element?.name === 'template' &&
      element.parent === undefined &&
      !element.attributes.some(
        ({ name, value }) =>
          name === 'src' ||
          (name === 'lang' && value !== undefined && text.slice(value.start, value.end) !== 'html'),
      ),
  )?.element;
}

/** Whether a document has the blocks of a component, or is a new one. */
export function isComponent({ tokens, text }: HtmlDocument): boolean {
  return (
    text.trim() === '' ||
    tokens.some(
      ({ element }) =>
        element !== undefined &&
        element.parent === undefined &&
        ['template', 'script', 'style'].includes(element.name),
    )
  );
}

function findPlaceInComponent(document: HtmlDocument, offset: number): number | undefined {
  const isInBlock = document.tokens.some(
    ({ element }) =>
      element !== undefined &&
      element.parent === undefined &&
      element.content.start <= offset &&
      offset <= element.content.end,
  );
  const template = findTemplateBlock(document);
  if (isInBlock || template === undefined || !isComponent(document)) return undefined;
  const roots = document.tokens.flatMap(({ element }) =>
    element?.parent === template ? [element] : [],
  );
  const [root] = roots;
  // A component with a single root element keeps it.
  return roots.length === 1 && root !== undefined && flowElements.has(root.name)
    ? root.content.start
    : template.content.start;
}

/** The end of what has to be at the start of a document. */
function findPrologEnd({ text, code, tokens, dialect }: HtmlDocument): number {
  let offset = 0;
  let end = 0;
  let codeIndex = 0;
  let tokenIndex = 0;
  for (;;) {
    offset += /^\s*/.exec(text.slice(offset, offset + 1000))?.[0].length ?? 0;
    const start = offset;
    while ((code[codeIndex]?.start ?? Infinity) < start) codeIndex++;
    const region = code[codeIndex]?.start === start ? code[codeIndex] : undefined;
    while ((tokens[tokenIndex]?.start ?? Infinity) < start) tokenIndex++;
    const token = tokens[tokenIndex]?.start === start ? tokens[tokenIndex] : undefined;
    if (region !== undefined) {
      const isProlog =
        region.kind === 'frontMatter' ||
        dialect.template?.prolog?.test(text.slice(region.start, region.end)) === true;
      if (!isProlog && region.kind !== 'comment') return end;
      offset = region.end;
      if (isProlog) end = offset;
    } else if (token?.kind === 'comment' || token?.kind === 'declaration') {
      offset = token.end;
      if (token.kind === 'declaration') end = offset;
    } else return end;
  }
}

/** In a template that extends another one: the block with the content. */
function findPlaceInBlocks(
  { text, code, dialect }: HtmlDocument,
  offset: number,
): number | undefined {
  const blocks = dialect.template?.blocks;
  if (blocks === undefined) return undefined;
  const read = ({ start, end }: TextRange) => text.slice(start, end);
  if (!code.some((region) => region.kind === 'statement' && blocks.extends.test(read(region))))
    return undefined;
  let depth = 0;
  for (const region of code) {
    if (region.end > offset) break;
    const tag = read(region);
    if (blocks.open.test(tag)) depth++;
    else if (blocks.close.test(tag) && depth > 0) depth--;
  }
  if (depth > 0) return undefined;
  const opened = code.filter((region) => blocks.open.test(read(region)));
  const block = opened.find((region) => blocks.content.test(read(region))) ?? opened[0];
  return block?.end;
}
