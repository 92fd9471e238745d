import type { SyntaxNode } from '@lezer/common';
import type { Insertion, TextRange } from '../../language.ts';
import { contains, draft, edit } from '../../scripts/draft.ts';
import type { ImageWriter } from '../../scripts/imageWriter.ts';
import { join } from '../../text/edits.ts';
import { getLine } from '../../text/lines.ts';
import { findElement, type MarkupElement } from '../element.ts';
import { insertAfter, insertAmongChildren, insertAsFirstChild } from '../insertAmongChildren.ts';
import { insertIntoAttribute, insertIntoTag } from '../insertIntoAttribute.ts';
import { insertIntoExpression } from './insertIntoExpression.ts';
import { findPage } from './findPage.ts';
import type { MarkupDocument } from './markupDocument.ts';

/** Inserts into the markup of a document, outside of scripts and style sheets. */
export function insertIntoMarkup(
  document: MarkupDocument,
  range: TextRange,
  writer: ImageWriter,
): Insertion {
  const { text, tree, masked } = document;
  if (tree.length < text.length) {
    return draft([edit(range.start, range.end, join(writer.elements, writer.context.eol))]);
  }
  const block = document.blocks.find(({ start, end }) => start < range.start && range.end < end);
  if (block) {
    const { eol } = writer.context;
    const removed = range.start === range.end ? [] : [edit(range.start, range.end, '')];
    const written = join([eol, eol, join(writer.elements, eol)], '');
    return draft([...removed, edit(block.end, block.end, written)], 'moved');
  }
  const expression = masked.expressions.find(
    (each) => each.start < range.start && range.end < each.end,
  );
  const node = findNode(
    document,
    expression ? { start: expression.start, end: expression.start } : range,
  );
  // Nothing but a name or a spread can be in these braces.
  const isInTag =
    expression !== undefined &&
    /^(?:OpenTag|SelfClosingTag)$/.test(node.name) &&
    (/^[\w$.]*$/.test(text.slice(expression.start + 1, expression.end - 1).trim()) ||
      /^\.{0,3}$/.test(text.slice(expression.start + 1, range.start).trim()));
  for (let current: SyntaxNode | null = node; current; current = current.parent) {
    if (expression && current.name !== 'Attribute' && !isInTag) continue;
    switch (current.name) {
      case 'Comment': {
        // Exclude the comment markers.
        const first = current.from + '<!--'.length;
        const last = Math.max(first, current.to - '-->'.length);
        const clamp = (offset: number) => Math.max(first, Math.min(offset, last));
        const inner = { start: clamp(range.start), end: clamp(range.end) };
        return insertIntoHtmlComment(text, inner, writer);
      }
      case 'Attribute': {
        const element = findElement(text, current);
        const { from } = current;
        const attribute = element?.attributes.find(({ start }) => start === from);
        if (!element || !attribute) return draft([]);
        if (expression && !isSimple(text.slice(expression.start + 1, expression.end - 1))) {
          const isWhole = attribute.value?.start === expression.start;
          return insertIntoExpression(
            document,
            range,
            expression,
            writer,
            isWhole ? attribute.name : undefined,
          );
        }
        return insertIntoAttribute(text, range, element, attribute, writer);
      }
      case 'OpenTag':
      case 'SelfClosingTag':
      case 'CloseTag': {
        const element = findElement(text, current);
        const head = findHead(element);
        if (head) return insertBelowHead(document, head, writer);
        const outside = expression ? { start: expression.end, end: expression.end } : range;
        return element ? insertIntoTag(text, outside, element, writer) : draft([]);
      }
    }
  }
  if (expression) return insertIntoExpression(document, range, expression, writer, undefined);
  return insertIntoChildren(document, range, node, writer);
}

/** The innermost node that a range is in. */
function findNode({ tree }: MarkupDocument, { start, end }: TextRange): SyntaxNode {
  let node = tree.resolveInner(start, start === end ? 0 : 1);
  while (node.parent && (node.to < end || (start === end && node.from === start))) {
    node = node.parent;
  }
  return node;
}

/** Whether an expression is just a name or a string, which an image replaces. */
function isSimple(expression: string): boolean {
  return /^(?:[\w$.]*|"[^"]*"|'[^']*'|`[^`$]*`)$/.test(expression.trim());
}

function insertIntoChildren(
  document: MarkupDocument,
  range: TextRange,
  node: SyntaxNode,
  writer: ImageWriter,
): Insertion {
  const { text } = document;
  const parent = findElement(text, node);
  const head = findHead(parent);
  if (head) return insertBelowHead(document, head, writer);
  const page = parent === undefined ? findPage(document) : undefined;
  if (page?.closeStart !== undefined && range.start >= page.end) {
    const end = { start: page.closeStart, end: page.closeStart };
    return draft(insertAmongChildren(text, end, page, writer).edits, 'moved');
  }
  const first = parent === undefined ? findStart(document, range) : undefined;
  if (first === undefined) return insertAmongChildren(text, range, parent, writer);
  if (typeof first !== 'number') {
    const { edits } = insertAsFirstChild(text, first, writer);
    return draft(edits, 'moved');
  }
  const { eol } = writer.context;
  const rest = text.slice(first);
  const lines = join(writer.elements, eol);
  const line = getLine(text, first);
  const before = first > line.start ? [eol, eol] : [];
  const after = rest.trim() === '' ? [] : [eol];
  const written = join([...before, lines, ...after], '');
  return draft([edit(first, first, written)], 'moved');
}

/** The head that an element is or is in, which shows no images. */
function findHead(element: MarkupElement | undefined): MarkupElement | undefined {
  let current = element;
  while (current && !/^(?:svelte:)?head$/.test(current.name)) current = current.parent;
  return current;
}

function insertBelowHead(
  document: MarkupDocument,
  head: MarkupElement,
  writer: ImageWriter,
): Insertion {
  const page = findPage(document);
  const { text } = document;
  const { edits } =
    page !== undefined && page.start >= head.end
      ? insertAsFirstChild(text, page, writer)
      : insertAfter(text, head, writer.elements, writer.context.eol);
  return draft(edits, 'moved');
}

/**
 * The first place for an image in a document, if the range is before it: an element, or a position after the
 * scripts that the document begins with.
 */
function findStart(document: MarkupDocument, range: TextRange): MarkupElement | number | undefined {
  const { text, blocks, markupStart } = document;
  const page = findPage(document);
  if (page) return range.end <= page.start ? page : undefined;
  const first = blocks.find(
    (each) => text.slice(range.end, each.start).trim() === '' && each.start >= range.end,
  );
  if (text.slice(0, range.start).trim() !== '' || !first) return undefined;
  let end = markupStart;
  for (const block of blocks) {
    if (text.slice(end, block.start).trim() === '' || contains(block, { start: end, end }))
      end = Math.max(end, block.end);
  }
  const next = /^\s*/.exec(text.slice(end))?.[0] ?? '';
  return next.length > 0 && end + next.length < text.length ? end + next.length : end;
}

function insertIntoHtmlComment(text: string, range: TextRange, writer: ImageWriter): Insertion {
  const paths = writer.images.map(({ path }) => path.replaceAll('--', '-%2D'));
  const before = /[\p{L}\p{N}-]$/u.test(text.slice(0, range.start).slice(-2)) ? ' ' : '';
  const after = /^[\p{L}\p{N}-]/u.test(text.slice(range.end, range.end + 2)) ? ' ' : '';
  return draft([edit(range.start, range.end, before + paths.join(' ') + after)], 'pathInComment');
}
