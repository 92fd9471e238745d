import { decodeHTMLAttribute } from 'entities';
import type { Tree } from '@lezer/common';
import type { ImageReference, TextRange, TextValue } from '../language.ts';
import { decodePath } from '../text/decodePath.ts';
import { findAttribute, findElement, type MarkupElement } from './element.ts';

/** Adds the images among the elements of a document. Strings that are their sources are no references of their own. */
export function addElementReferences(
  references: Iterable<ImageReference>,
  { text, tree }: { readonly text: string; readonly tree: Tree },
): readonly ImageReference[] {
  const elements = findElementReferences(text, tree);
  const sources = new Set(elements.map(({ path }) => path.start));
  const others = [...references].filter(({ path }) => !sources.has(path.start));
  return [...others, ...elements].sort((a, b) => a.start - b.start);
}

/** The images among the elements of a syntax tree: those whose sources are paths. */
function findElementReferences(text: string, tree: Tree): readonly ImageReference[] {
  const references: ImageReference[] = [];
  tree.iterate({
    enter: (node) => {
      if (node.name !== 'JSXElement' && node.name !== 'Element') return;
      // Most elements are not images, so their attributes are not read.
      if (!/^<(?:img|Image|source|video|input)\b/.test(text.slice(node.from, node.from + 10)))
        return;
      const element = findElement(text, node.node);
      const reference = element && readElementReference(text, element);
      if (reference) references.push(reference);
    },
  });
  return references;
}

function readElementReference(text: string, element: MarkupElement): ImageReference | undefined {
  const source = findAttribute(element, element.name === 'video' ? 'poster' : 'src');
  const path = source?.value && readValue(text, source.value);
  if (!path || path.value === '') return undefined;
  const altValue = findAttribute(element, 'alt')?.value;
  const alt = altValue && readValue(text, altValue);
  return {
    start: element.start,
    // Without a closing tag, the parser takes what follows as its children.
    end: element.name === 'img' ? element.openEnd : element.end,
    path: { ...path, value: decodePath(path.value) },
    ...(alt && { alt }),
  };
}

/** The value of an attribute, if it is a text. */
function readValue(text: string, { start, end }: TextRange): TextValue | undefined {
  const raw = text.slice(start, end);
  const [, before = ''] = /^(["']|\{\s*["'`])/.exec(raw) ?? [];
  const after = before === '' ? '' : (/["'`]\s*\}?$/.exec(raw)?.[0] ?? '');
  const content = raw.slice(before.length, raw.length - after.length);
  if (before === '' || /[{}]/.test(content)) return undefined;
  return {
    start: start + before.length,
    end: end - after.length,
    value: before.startsWith('{') ? content : decodeHTMLAttribute(content),
  };
}
