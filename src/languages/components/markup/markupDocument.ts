import type { Tree } from '@lezer/common';
import { Tree as SyntaxTree } from '@lezer/common';
import { parser } from '@lezer/html';
import type { TextRange } from '../../language.ts';
import { isParsable } from '../../scripts/parseScript.ts';
import { findAttribute, findElement, type MarkupElement } from '../element.ts';
import { maskExpressions, type MaskedMarkup } from './maskExpressions.ts';

const htmlParser = parser.configure({ dialect: 'selfClosing' });

/** A script or a style sheet in a document. */
export interface EmbeddedBlock {
  /** What is between its tags or fences. */
  readonly content: TextRange;
  readonly kind: 'script' | 'style';
  /** The language of its `lang` attribute. */
  readonly lang: string;
  /** The start of its opening tag. */
  readonly start: number;
  readonly end: number;
  /** Whether it belongs to the component's module, or runs in the page: it is not the one of its instances. */
  readonly isInstance: boolean;
}

/** A Svelte or Astro document. */
export interface MarkupDocument {
  readonly text: string;
  readonly masked: MaskedMarkup;
  /** Of `masked.text`, which is as long as the text. */
  readonly tree: Tree;
  readonly blocks: readonly EmbeddedBlock[];
  /** Where the markup begins, after Astro's front matter. */
  readonly markupStart: number;
}

/** Parses a Svelte document. */
export function parseSvelte(text: string): MarkupDocument {
  return parseMarkup(text, undefined);
}

/** Parses an Astro document. Its front matter is its first block. */
export function parseAstro(text: string): MarkupDocument {
  const open = /^\s*---[^\S\n]*\r?\n?/.exec(text)?.[0];
  if (open === undefined) return parseMarkup(text, undefined);
  const close = /(?<=^|\n)---/.exec(text.slice(open.length));
  const end = close ? open.length + close.index + close[0].length : text.length;
  return parseMarkup(text, {
    kind: 'script',
    lang: 'ts',
    content: { start: open.length, end: close ? open.length + close.index : text.length },
    start: open.length - open.trimStart().length,
    end,
    isInstance: true,
  });
}

function parseMarkup(text: string, frontMatter: EmbeddedBlock | undefined): MarkupDocument {
  const markupStart = frontMatter?.end ?? 0;
  const canParse = isParsable(text);
  const masked = canParse ? maskExpressions(text, markupStart) : { text, expressions: [] };
  const tree = canParse ? htmlParser.parse(masked.text) : SyntaxTree.empty;
  const blocks: EmbeddedBlock[] = frontMatter ? [frontMatter] : [];
  tree.iterate({
    enter: (node) => {
      if (node.name !== 'Element') return true;
      if (!/^<(?:script|style)\b/.test(text.slice(node.from, node.from + 8))) return true;
      const element = findElement(text, node.node);
      if (element?.closeStart === undefined) return true;
      blocks.push(readBlock(text, element, element.closeStart, frontMatter === undefined));
      return false;
    },
  });
  return { text, masked, tree, blocks, markupStart };
}

function readBlock(
  text: string,
  element: MarkupElement,
  closeStart: number,
  isSvelte: boolean,
): EmbeddedBlock {
  const valueOf = (name: string) => {
    const value = findAttribute(element, name)?.value;
    return value ? text.slice(value.start, value.end).replace(/["']/g, '') : '';
  };
  const isModule =
    findAttribute(element, 'module') !== undefined || valueOf('context') === 'module';
  return {
    kind: element.name === 'style' ? 'style' : 'script',
    lang: valueOf('lang'),
    content: { start: element.openEnd, end: closeStart },
    start: element.start,
    end: element.end,
    isInstance: isSvelte && element.name === 'script' && !isModule && element.parent === undefined,
  };
}
