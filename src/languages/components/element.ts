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
  /** Whether others may stand next to it. The root of JSX is a value. */
  readonly isChild: boolean;
}

/** An attribute of an element. */
export interface MarkupAttribute extends TextRange {
  readonly name: string;
  /** With its quotes or braces. Absent if there is no `=`, and empty if nothing follows it. */
  readonly value?: TextRange;
}

const elementNames = new Set(['JSXElement', 'Element']);

/** The element that a node of a syntax tree is or is in. */
export function findElement(text: string, node: SyntaxNode | null): MarkupElement | undefined {
  let current = node;
  while (current && !elementNames.has(current.name)) current = current.parent;
  return current ? readElement(text, current) : undefined;
}

function readElement(text: string, node: SyntaxNode): MarkupElement {
  const tag = node.firstChild ?? node;
  const last = node.lastChild;
  const isClosed = last?.name === 'JSXCloseTag' || last?.name === 'CloseTag';
  const hasChildren = !/SelfClosing/.test(tag.name) && (isClosed || tag.name !== 'JSXOpenTag');
  const parentNode = node.parent;
  const isInMarkup =
    parentNode !== null && /^(?:JSXElement|Element|Document)$/.test(parentNode.name);
  const nameNode = tag.firstChild?.nextSibling;
  const hasName =
    nameNode != null &&
    /^(?:JSX(?:Builtin|Identifier|Member|Namespaced)|TagName)/.test(nameNode.name);
  return {
    start: node.from,
    end: node.to,
    name: hasName ? text.slice(nameNode.from, nameNode.to) : '',
    openEnd: tag.to,
    ...(hasChildren && { closeStart: isClosed ? last.from : node.to }),
    attributes: readAttributes(text, tag),
    get parent() {
      return isInMarkup ? findElement(text, parentNode) : undefined;
    },
    isChild: isInMarkup,
  };
}

function readAttributes(text: string, tag: SyntaxNode): MarkupAttribute[] {
  return [...tag.getChildren('JSXAttribute'), ...tag.getChildren('Attribute')].flatMap((node) => {
    const name = node.firstChild;
    if (!name) return [];
    const equals = node.getChild('Equals') ?? node.getChild('Is');
    const value = equals?.nextSibling;
    return {
      start: node.from,
      end: node.to,
      name: text.slice(name.from, name.to),
      ...(equals && {
        value: value ? { start: value.from, end: value.to } : { start: equals.to, end: equals.to },
      }),
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
