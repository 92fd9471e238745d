import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import type { ImageReference, TextValue } from '../language.ts';
import { decodeString } from './literals.ts';
import { findExpressionUse } from './expressionUse.ts';
import type { Script } from './parseScript.ts';
import { decodeUrl, isImagePath } from './paths.ts';

/** The references to images in the code of a script: imports, `require`, `new URL`, and `url()` in strings. */
export function* findScriptReferences(script: Script): Generator<ImageReference> {
  for (const node of listNodes(script)) {
    if (node.name === 'String') yield* readString(script.text, node);
    else if (node.name === 'TemplateString') yield* findUrls(script.text, node);
  }
}

/** All nodes of a script in the order of the document. */
function listNodes({ tree }: Script): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  tree.iterate({
    enter: (node: SyntaxNodeRef) => {
      if (node.name === 'String' || node.name === 'TemplateString') nodes.push(node.node);
    },
  });
  return nodes;
}

function* readString(text: string, node: SyntaxNode): Generator<ImageReference> {
  const use = findExpressionUse(text, node);
  if (use.kind !== 'module' && use.kind !== 'url') {
    yield* findUrls(text, node);
    return;
  }
  const path = readContent(text, node, use.kind === 'url');
  if (!isImagePath(path.value)) return;
  const owner =
    node.parent?.name === 'ArgList' ? (node.parent.parent ?? node) : (node.parent ?? node);
  yield { start: owner.from, end: owner.to, path };
}

/** The content of a string literal. */
export function readContent(text: string, { from, to }: SyntaxNode, isUrl: boolean): TextValue {
  const value = decodeString(text.slice(from + 1, to - 1));
  return { start: from + 1, end: to - 1, value: isUrl ? decodeUrl(value) : value };
}

/** The references in the styles in a string or a template literal. */
export function* findUrls(text: string, { from, to }: SyntaxNode): Generator<ImageReference> {
  for (const match of text.slice(from, to).matchAll(/\burl\(\s*(["']?)([^"'()\s]+)\1\s*\)/g)) {
    const [whole, quote = '', path = ''] = match;
    if (path.includes('${') || path.startsWith('data:')) continue;
    const start = from + match.index;
    const pathStart = start + whole.indexOf(quote + path, 'url('.length) + quote.length;
    yield {
      start,
      end: start + whole.length,
      path: { start: pathStart, end: pathStart + path.length, value: decodeUrl(path) },
    };
  }
}
