import type {
  Emphasis,
  Heading,
  ImageReference,
  LinkReference,
  Nodes,
  Paragraph,
  PhrasingContent,
  Root,
  Strong,
  TableCell,
  TableRow,
} from 'mdast';
import { maxMarkdownCharacters, maxMarkdownMarks } from '../../untrusted/limits.ts';
import { removeLiteralSyntax } from './literalSyntax.ts';
import { completeMarkdown, type CompletedMarkdown } from './completeMarkdown.ts';
import { stripTags } from '../html/htmlText.ts';
import { findJsx } from './syntax/jsxSyntax.ts';
import { maskDocument } from './syntax/masks.ts';
import { splitDocument } from './syntax/segments.ts';
import { parseMarkdown } from './markdownParser.ts';
import { normalizeSpaces, reflow } from '../text/reflow.ts';

/** `[!NOTE]` and the like, which GitHub shows as icons. */
const alertMarker = /^\[!\w+\][+-]?\s*/;

/**
 * The text of Markdown as it would be read aloud: a line for each paragraph, heading, list item and table row,
 * and code as it is. Front matter, comments and tags are left out.
 */
export function extractMarkdownText(text: string): string {
  return extractText(text, false);
}

/** As `extractMarkdownText`, for MDX. */
export function extractMdxText(text: string): string {
  return extractText(text, true);
}

function extractText(text: string, isMdx: boolean): string {
  if (!isParsable(text)) return text;
  const document = text.slice(getFrontMatterLength(text));
  const prose = isMdx ? removeScripts(document) : document;
  const selection = completeMarkdown(prose.trim() === '' ? text : prose);
  const root = parseMarkdown(selection.source, { kind: isMdx ? 'mdxSelection' : 'selection' });
  return readLines(root, selection).join('\n').trim();
}

/** Leaves out imports, exports, comments, and expressions, unless there is nothing else. */
function removeScripts(text: string): string {
  const { text: masked } = maskDocument(text, true);
  const parts = splitDocument(masked, { isMdx: true });
  const prose = parts
    .filter(({ kind }) => kind !== 'script')
    .map(({ start, end }) => text.slice(start, end))
    .join('');
  return findJsx(prose)
    .filter(({ kind }) => kind !== 'tag')
    .reduceRight(
      (result, { start, end }) =>
        result.slice(0, start) + readExpression(result.slice(start, end)) + result.slice(end),
      prose,
    );
}

/** `{' '}` is its string. */
function readExpression(expression: string): string {
  return /^\{\s*(["'])([^"'\\]*)\1\s*\}$/.exec(expression)?.[2] ?? '';
}

/** Whether this text can be parsed quickly. */
function isParsable(text: string): boolean {
  if (text.length > maxMarkdownCharacters) return false;
  const marks = text.match(/[\n!-/:-@[-`{-~]/g)?.length ?? 0;
  return marks <= maxMarkdownMarks;
}

/** In UTF-16 units. Text between two thematic breaks is front matter only if it has a field. */
function getFrontMatterLength(text: string): number {
  if (!/^(?:---|\+\+\+)/.test(text)) return 0;
  const [first] = parseMarkdown(text, { kind: 'selectionWithFrontMatter' }).children;
  const isFrontMatter =
    first !== undefined &&
    'value' in first &&
    /^[^\s#:][^:=\n\r\u2028\u2029]*(?:=|:(?:\s|$))/m.test(first.value);
  return isFrontMatter ? getRange(first).end : 0;
}

/**
 * Returns the lines of a document, none of them blank. Like `readInline`, it does not call itself, because
 * nodes can be nested deeper than the call stack allows.
 */
function readLines(root: Root, selection: CompletedMarkdown): string[] {
  const lines: string[] = [];
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    switch (node.type) {
      case 'paragraph':
        lines.push(...readText(readInline(node, selection).replace(alertMarker, '')));
        break;
      case 'heading':
        lines.push(...readText(readInline(node, selection)));
        break;
      case 'tableRow':
        lines.push(...readText(readCells(node, selection).join(', ')));
        break;
      case 'code':
        // Code is literal.
        lines.push(...node.value.split('\n').filter((line) => line.trim() !== ''));
        break;
      case 'html':
        lines.push(...toLines(stripTags(node.value)));
        break;
      case 'footnoteDefinition':
        if (getRange(node).start >= selection.start) pending.push(...node.children.toReversed());
        break;
      default:
        if ('children' in node) pending.push(...node.children.toReversed());
    }
  }
  return lines;
}

function readCells({ children }: TableRow, selection: CompletedMarkdown): string[] {
  return children.map((cell) => readInline(cell, selection).trim()).filter((text) => text !== '');
}

/** Returns text in which a hard break is a blank line. */
function readInline(parent: Paragraph | Heading | TableCell, selection: CompletedMarkdown): string {
  let text = '';
  const pending: PhrasingContent[] = parent.children.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('children' in node && !isLiteral(node, selection)) {
      pending.push(...node.children.toReversed());
    } else {
      text += readLeaf(node, selection);
    }
  }
  return text;
}

function readLeaf(node: PhrasingContent, selection: CompletedMarkdown): string {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'inlineCode':
      return protect(node.value);
    case 'break':
      return '\n\n';
    case 'html':
      return readTag(node.value);
    case 'footnoteReference':
      return '';
    case 'image':
      return node.alt ?? '';
    case 'imageReference':
      return isShortcut(node, selection) ? getSource(node, selection) : (node.alt ?? '');
    default:
      return getSource(node, selection);
  }
}

/** Whether the author of a text did not mean the node that the parser found in it. */
function isLiteral(node: PhrasingContent, selection: CompletedMarkdown): boolean {
  switch (node.type) {
    case 'linkReference':
      return isShortcut(node, selection) || isIndex(node, selection);
    case 'emphasis':
    case 'strong':
      return isProduct(node, selection);
    default:
      return false;
  }
}

/** The text of a single tag or comment. */
function readTag(tag: string): string {
  if (/^<br\b/i.test(tag)) return '\n\n';
  return /^<img\b/i.test(tag) ? stripTags(tag) : '';
}

/** `[sic]` is not a link, even if a supplied definition makes it one. */
function isShortcut(
  { label, referenceType }: LinkReference | ImageReference,
  { linkLabels }: CompletedMarkdown,
): boolean {
  return referenceType === 'shortcut' && linkLabels.has(label ?? '');
}

/** `a[i][j]` is not a link, even if a supplied definition makes it one. */
function isIndex(node: LinkReference, { source, linkLabels }: CompletedMarkdown): boolean {
  const before = source[getRange(node).start - 1] ?? '';
  return linkLabels.has(node.label ?? '') && /[\w)\]]/.test(before);
}

/** To Markdown, `2*3*4` has emphasis; its author meant a product. */
function isProduct(node: Emphasis | Strong, { source }: CompletedMarkdown): boolean {
  const { start, end } = getRange(node);
  const markerLength = node.type === 'strong' ? 2 : 1;
  return [start - 1, start + markerLength, end - markerLength - 1, end].every((offset) =>
    /[\da-z]/i.test(source[offset] ?? ''),
  );
}

function getSource(node: Nodes, { source }: CompletedMarkdown): string {
  const { start, end } = getRange(node);
  return source.slice(start, end);
}

/** In UTF-16 units. Every node that the parser creates has a position. */
function getRange({ position }: Nodes): { readonly start: number; readonly end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

/** Offset of the private characters that replace the punctuation of code until markup is removed. */
const privateOffset = 0xe100;

/** Code is literal, even if it looks like markup. */
function protect(code: string): string {
  return code.replace(/[!-/:-@[-`{-~]/g, (character) =>
    String.fromCharCode(privateOffset + character.charCodeAt(0)),
  );
}

function unprotect(text: string): string {
  return text.replace(/[\ue121-\ue17e]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - privateOffset),
  );
}

function readText(text: string): string[] {
  return toLines(removeLiteralSyntax(text)).map(unprotect);
}

function toLines(text: string): string[] {
  return reflow(normalizeSpaces(text))
    .split('\n')
    .filter((line) => line !== '');
}
