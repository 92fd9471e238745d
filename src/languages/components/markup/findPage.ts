import type { SyntaxNode } from '@lezer/common';
import { findElement, type MarkupElement } from '../element.ts';
import type { MarkupDocument } from './markupDocument.ts';

/**
 * The element that a page is in: its body, or the component of its layout.
 * @returns undefined if the document is a part of a page
 */
export function findPage({ text, tree }: MarkupDocument): MarkupElement | undefined {
  const roots = tree.topNode.getChildren('Element');
  const page = roots.find((each) => nameOf(text, each) === 'html');
  const body = page?.getChildren('Element').find((each) => nameOf(text, each) === 'body');
  const shown = roots.filter((each) => !/^(?:script|style|)$/.test(nameOf(text, each)));
  const components = shown.filter((each) => /^[A-Z]/.test(nameOf(text, each)));
  const [root] = components;
  const isAlone = shown.length === 1 && root?.getChild('Element') !== null;
  const layout =
    components.find((each) => nameOf(text, each).includes('Layout')) ??
    (isAlone ? root : undefined);
  const found = findElement(text, body ?? layout ?? null);
  return found?.closeStart === undefined ? undefined : found;
}

function nameOf(text: string, { from }: SyntaxNode): string {
  return /^<([\w.:-]*)/.exec(text.slice(from, from + 100))?.[1] ?? '';
}
