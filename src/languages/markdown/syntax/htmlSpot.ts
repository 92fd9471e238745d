import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/html';
import type { TextRange } from '../../language.ts';
import { isReplaceable } from '../insert/writePath.ts';

/** What is at an offset in HTML. Ranges are relative to it. */
export type HtmlSpot =
  | { readonly kind: 'text' | 'comment' | 'code' }
  /** A value where only a path is missing. */
  | { readonly kind: 'path'; readonly range: TextRange; readonly end: number }
  /** A value of `style`. */
  | { readonly kind: 'style' }
  /** An image. `alt` is there if it has to be written. */
  | {
      readonly kind: 'image';
      readonly path: TextRange;
      readonly alt?: TextRange;
      readonly end: number;
    }
  /** Elsewhere in a tag: after it is the next place for an image. */
  | { readonly kind: 'tag'; readonly end: number };

/** Attributes that have the path of an image. `href` and `content` often have something else. */
const pathAttribute = /^(?:src|srcset|imagesrcset|poster|background|data|data-src|data-srcset)$/;
const mixedAttribute = /^(?:href|xlink:href|content)$/;

/** Determines what is at an offset in HTML. Accepts malformed HTML. */
export function inspectHtml(html: string, offset: number): HtmlSpot {
  const tree = parser.parse(html);
  for (let node: SyntaxNode | null = tree.resolveInner(offset, 0); node; node = node.parent) {
    const { name, from, to } = node;
    const isInside = from < offset && offset < to;
    // Not in the marks at its ends.
    if (name === 'Comment' && isInside)
      return from + 4 <= offset && offset <= to - 3
        ? { kind: 'comment' }
        : { kind: 'tag', end: to };
    if (/^(?:Script|Style|Textarea)Text$/.test(name)) return { kind: 'code' };
    if (name === 'Attribute') {
      const spot = inspectAttribute(html, node, offset);
      if (spot) return spot;
    }
    if (/^(?:OpenTag|SelfClosingTag|CloseTag)$/.test(name) && isInside) {
      const isCode = /^<(?:script|style|textarea)\b/i.test(html.slice(from, from + 10));
      return isCode ? { kind: 'tag', end: node.parent?.to ?? to } : inspectTag(html, node);
    }
    if (/^(?:ProcessingInst|DoctypeDecl)$/.test(name) && isInside) return { kind: 'tag', end: to };
  }
  // Between an empty pair of tags of a script, there is no node.
  const before = tree.resolveInner(offset, -1);
  const tag = before.name === 'EndTag' ? before.parent : before;
  const isCode =
    tag?.name === 'OpenTag' && /^<(?:script|style|textarea)\b/i.test(html.slice(tag.from, tag.to));
  return { kind: isCode ? 'code' : 'text' };
}

function inspectAttribute(html: string, node: SyntaxNode, offset: number): HtmlSpot | undefined {
  const tag = node.parent;
  const value = getValueRange(node);
  if (!tag || !value || offset < value.start || offset > value.end) return undefined;
  const name = getAttributeName(html, node);
  const current = html.slice(value.start, value.end);
  const isImage = getTagName(html, tag) === 'img';
  if (isImage && name === 'alt') return inspectTag(html, tag, true);
  if (name === 'style') return { kind: 'style' };
  if (name.endsWith('srcset')) {
    return { kind: 'path', range: findCandidate(html, value, offset), end: tag.to };
  }
  const isPath = pathAttribute.test(name) || (mixedAttribute.test(name) && isReplaceable(current));
  return isPath ? { kind: 'path', range: value, end: tag.to } : undefined;
}

/** @param isInAlt whether the offset is in the alt text of an image */
function inspectTag(html: string, tag: SyntaxNode, isInAlt = false): HtmlSpot {
  if (getTagName(html, tag) !== 'img') return { kind: 'tag', end: tag.to };
  const attributes = tag.getChildren('Attribute');
  const find = (name: string) => {
    const attribute = attributes.find((each) => getAttributeName(html, each) === name);
    return attribute && getValueRange(attribute);
  };
  const path = find('src');
  const alt = find('alt');
  const isEmpty = path !== undefined && path.start === path.end;
  if (!path || (!isInAlt && !isEmpty)) return { kind: 'tag', end: tag.to };
  const isAltMissing = alt !== undefined && html.slice(alt.start, alt.end).trim() === '';
  return { kind: 'image', path, ...(isAltMissing ? { alt } : {}), end: tag.to };
}

/** The range of the URL of a candidate in `srcset`. */
function findCandidate(html: string, value: TextRange, offset: number): TextRange {
  let { start } = value;
  for (let index = value.start; index < offset; index++) {
    if (/[\s,]/.test(html.charAt(index))) start = index + 1;
  }
  const rest = /^[^\s,]*/.exec(html.slice(offset, value.end))?.[0].length ?? 0;
  return { start, end: offset + rest };
}

function getTagName(html: string, tag: SyntaxNode): string {
  const name = tag.getChild('TagName');
  return name ? html.slice(name.from, name.to).toLowerCase() : '';
}

function getAttributeName(html: string, attribute: SyntaxNode): string {
  const name = attribute.getChild('AttributeName');
  return name ? html.slice(name.from, name.to).toLowerCase() : '';
}

/** The range of a value without its quotes. Undefined for an unquoted value. */
function getValueRange(attribute: SyntaxNode): TextRange | undefined {
  const value = attribute.getChild('AttributeValue');
  if (value) return { start: value.from + 1, end: Math.max(value.to - 1, value.from + 1) };
  const unquoted = attribute.getChild('UnquotedAttributeValue');
  return unquoted ? { start: unquoted.from, end: unquoted.to } : undefined;
}

/** The elements that HTML leaves open, such as `<details>` in a block that a blank line ends. */
export function countOpenElements(html: string): number {
  let count = 0;
  parser.parse(html).iterate({
    enter: ({ node }) => {
      if (node.name !== 'Element') return;
      const isOpen = node.getChild('OpenTag') !== null && node.getChild('CloseTag') === null;
      const name = isOpen ? getTagName(html, node.getChild('OpenTag') ?? node) : '';
      if (isOpen && !optionalEnd.test(name)) count++;
    },
  });
  return count;
}

/** Elements without an end tag, and those whose end tag is often omitted outside of a block. */
const optionalEnd = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/;
