import type { HtmlDocument } from './document.ts';
import type { MarkupElement } from './markup.ts';

const layoutName = /layout/i;

/**
 * The component that a page is in, such as `<x-app-layout>`: what is outside of it would be outside of the page.
 * @returns undefined if the document is no such page
 */
export function findLayout({ text, tokens, dialect }: HtmlDocument): MarkupElement | undefined {
  const { components } = dialect;
  if (components === undefined) return undefined;
  const roots: MarkupElement[] = [];
  const parents = new Set<MarkupElement>();
  for (const { element } of tokens) {
    if (element === undefined) continue;
    if (element.parent === undefined) roots.push(element);
    else parents.add(element.parent);
  }
  const candidates = roots.filter(({ openTag, closeTag, name }) => {
    const nameStart = openTag.start + 1;
    return (
      closeTag !== undefined && components.test(text.slice(nameStart, nameStart + name.length))
    );
  });
  const [root] = roots;
  const isAlone = roots.length === 1 && root !== undefined && parents.has(root);
  return (
    candidates.find(({ name }) => layoutName.test(name)) ??
    (isAlone ? candidates.find((each) => each === root) : undefined)
  );
}
