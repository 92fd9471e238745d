import type { SyntaxNode } from '@lezer/common';
import type { TextRange } from '../language.ts';

/** An element of markup, from HTML or from JSX. */
export interface MarkupElement extends TextRange {
  /** Empty for a fragment. */
  readonly name: string;
  /** Where its opening tag ends. */
  readonly openEnd: number;
  /** Where its closing tag starts. Absent for an element without children. */
  readonly closeStart?: number;
  readonly attributes: readonly MarkupAttribute[];
  /** The element that it is a child of. */
  readonly parent: MarkupElement | undefined;
  /** Whether other elements are allowed next to it. The root of JSX is a value. */
  readonly isChild: boolean;
}

/** An attribute of an element. */
export interface MarkupAttribute extends TextRange {
  readonly name: string;
  /** With its quotes or braces. Absent if there is no `=`, and empty if nothing follows it. */
  readonly value?: TextRange;
}

/** Maps an offset of a text that was parsed to the document. */
export type OffsetMap = (offset: number) => number;

const elementNames = new Set(['JSXElement', 'Element']);

/**
 * The element that a node of a syntax tree is or is in.
 * @param text that was parsed
 * @param map for a text that is not the document
 */
export function findElement(
  text: string,
  node: SyntaxNode | null,
  map: OffsetMap = (offset) => offset,
): MarkupElement | undefined {
  let current = node;
  while (current && !elementNames.has(current.name)) current = current.parent;
  return current ? readElement(text, current, map) : undefined;
}

function readElement(text: string, node: SyntaxNode, map: OffsetMap): MarkupElement {
  const tag = node.firstChild ?? node;
  const last = node.lastChild;
  const isClosed = last?.name === 'JSXCloseTag' || last?.name === 'CloseTag';
  const hasChildren = !tag.name.includes('SelfClosing') && (isClosed || tag.name !== 'JSXOpenTag');
  const parentNode = node.parent;
  const isInMarkup =
    parentNode !== null && /^(?:JSXElement|Element|Document)$/.test(parentNode.name);
  const nameNode = tag.firstChild?.nextSibling;
  const hasName =
    nameNode !== null &&
    nameNode !== undefined &&
    /^(?:JSX(?:Builtin|Identifier|Member|Namespaced)|TagName)/.test(nameNode.name);
  return {
    start: map(node.from),
    end: map(node.to),
    name: hasName ? text.slice(nameNode.from, nameNode.to) : '',
    openEnd: map(tag.to),
    ...(hasChildren && { closeStart: map(isClosed ? last.from : node.to) }),
    attributes: readAttributes(text, tag, map),
    get parent() {
      return isInMarkup ? findElement(text, parentNode, map) : undefined;
    },
    isChild: isInMarkup,
  };
}

function readAttributes(text: string, tag: SyntaxNode, map: OffsetMap): MarkupAttribute[] {
  return [...tag.getChildren('JSXAttribute'), ...tag.getChildren('Attribute')].flatMap((node) => {
    const name = node.firstChild;
    if (!name) return [];
    const equals = node.getChild('Equals') ?? node.getChild('Is');
    const value = equals?.nextSibling;
    // Where a value is missing, the parser takes what follows.
    const isMissing = equals !== null && (!value || value.type.isError || value.from !== equals.to);
    const range = equals && {
      start: map(equals.to),
      end: map(isMissing || !value ? equals.to : value.to),
    };
    return {
      start: map(node.from),
      end: Math.max(map(node.from), range ? range.end : map(node.to)),
      name: text.slice(name.from, name.to),
      ...(range && { value: range }),
    };
  });
}

/** The attribute of an element with a name. */
export function findAttribute(
  element: MarkupElement | undefined,
  name: string,
): MarkupAttribute | undefined {
  return element?.attributes.find((each) => each.name === name);
}
