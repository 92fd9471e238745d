import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import type { ImageReference } from '../language.ts';
import { decodeEscapes } from '../text/decodeEscapes.ts';
import { findExpressionUse } from './expressionUse.ts';
import type { Script } from './parseScript.ts';
import { isImagePath } from '../text/imagePath.ts';
import { decodePath } from '../text/decodePath.ts';

/**
 * The references to images in the code of a script: imports, `require`, `new URL`, strings with paths, and `url()` in
 * strings.
 * @param hasUrls whether paths in strings are URLs, as in components
 */
export function* findScriptReferences(script: Script, hasUrls: boolean): Generator<ImageReference> {
  for (const node of listNodes(script)) yield* readString(script.text, node, hasUrls);
}

/** The string and template literals of a script in the order of the document. */
function listNodes({ tree }: Script): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  tree.iterate({
    enter: (node: SyntaxNodeRef) => {
      if (node.name === 'String' || node.name === 'TemplateString') nodes.push(node.node);
    },
  });
  return nodes;
}

function* readString(text: string, node: SyntaxNode, hasUrls: boolean): Generator<ImageReference> {
  const use = findExpressionUse(text, node);
  const isSource = use.kind === 'module' || use.kind === 'url';
  const content = { start: node.from + 1, end: node.to - 1 };
  const value = decodeEscapes(text.slice(content.start, content.end));
  // A path from the root of a site is a URL everywhere but in an import.
  const isUrl = isSource ? use.kind === 'url' : hasUrls || /^(?:\/|https?:)/.test(value);
  const path = { ...content, value: isUrl ? decodePath(value) : value };
  if (node.getChild('Interpolation') !== null || !isImagePath(path.value)) {
    if (!isSource) yield* findUrls(text, node);
    return;
  }
  const { parent } = node;
  const owner = parent?.name === 'ArgList' ? parent.parent : parent;
  const { from, to } = (isSource ? owner : undefined) ?? node;
  yield { start: from, end: to, path };
}

/** The references in the styles in a string or a template literal. */
function* findUrls(text: string, { from, to }: SyntaxNode): Generator<ImageReference> {
  for (const match of text.slice(from, to).matchAll(/\burl\(\s*(["']?)([^"'()\s]+)\1\s*\)/g)) {
    const [whole, quote = '', path = ''] = match;
    if (path.includes('${') || path.startsWith('data:')) continue;
    const start = from + match.index;
    const pathStart = start + whole.indexOf(quote + path, 'url('.length) + quote.length;
    yield {
      start,
      end: start + whole.length,
      path: { start: pathStart, end: pathStart + path.length, value: decodePath(path) },
    };
  }
}
