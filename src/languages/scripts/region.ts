import type { SyntaxNode } from '@lezer/common';
import type { TextRange } from '../language.ts';
import { parseScript, type Script } from './parseScript.ts';

/** What a range of a script is in, with the tree that its node is in. */
export interface LocatedRegion {
  readonly region: ScriptRegion;
  /** The script, or one with a name in the place of the range. */
  readonly parsed: Script;
  /** Maps an offset of `parsed` to the script. */
  readonly toOriginal: (offset: number) => number;
}

/** What a range of a script is in. */
export type ScriptRegion =
  | { readonly kind: 'comment'; readonly node: SyntaxNode }
  /** In a string literal. */
  | { readonly kind: 'string'; readonly node: SyntaxNode }
  /** In the text of a template literal. */
  | { readonly kind: 'template'; readonly node: SyntaxNode }
  /** Between the tags of an element. */
  | { readonly kind: 'children'; readonly node: SyntaxNode }
  /** In an attribute, but not in an expression that is more than a name. */
  | { readonly kind: 'attribute'; readonly node: SyntaxNode }
  /** In the tag of an element. */
  | { readonly kind: 'tag'; readonly node: SyntaxNode }
  /** Where an expression is missing. `node` is a name in its place. */
  | { readonly kind: 'expression'; readonly node: SyntaxNode }
  /** Where a statement can be. */
  | { readonly kind: 'statement'; readonly isTopLevel: boolean }
  /** Elsewhere in code. A comment can be at `end`. */
  | { readonly kind: 'code'; readonly end: number };

/** Stands for what is inserted, to see how it is parsed. */
const placeholder = 'imagePlaceholder';

/** What a range of a script is in. */
export function findScriptRegion(script: Script, range: TextRange): LocatedRegion {
  const located = { parsed: script, toOriginal: (offset: number) => offset };
  const before = script.tree.resolveInner(range.start, -1);
  if (range.start === range.end && before.name === 'LineComment') {
    return { ...located, region: { kind: 'comment', node: before } };
  }
  const region =
    findInNode(script, coveringNode(script, range), range) ?? findAtWord(script, range);
  return region ? { ...located, region } : findByPlaceholder(script, range);
}

/** The innermost node that has both ends of a range inside. */
function coveringNode({ tree }: Script, { start, end }: TextRange): SyntaxNode {
  let node = tree.resolveInner(start, start === end ? 0 : 1);
  while (node.parent && (node.to < end || (start === end && node.from === start))) {
    node = node.parent;
  }
  return node;
}

function findInNode(
  { text }: Script,
  node: SyntaxNode,
  { start, end }: TextRange,
): ScriptRegion | undefined {
  for (let current: SyntaxNode | null = node; current; current = current.parent) {
    switch (current.name) {
      case 'LineComment':
      case 'BlockComment':
        return { kind: 'comment', node: current };
      case 'String':
        return isInside(current, start, end) ? { kind: 'string', node: current } : undefined;
      case 'TemplateString':
        return isInside(current, start, end) ? { kind: 'template', node: current } : undefined;
      case 'JSXText':
        return { kind: 'children', node: current };
      case 'JSXElement': {
        // The parser ends braces with nothing but a comment too early.
        const isInBraces = text[start] === '}' && current.childBefore(start)?.to === start;
        if (isInBraces && current.childBefore(start)?.name === 'JSXEscape') return undefined;
        const open = current.firstChild?.to ?? current.from;
        const close = current.lastChild?.from ?? current.to;
        return open <= start && end <= close ? { kind: 'children', node: current } : undefined;
      }
      case 'JSXAttribute':
        return { kind: 'attribute', node: current };
      case 'JSXEscape':
        if (current.parent?.name === 'JSXAttribute' && isNameOrNothing(text, current)) {
          return { kind: 'attribute', node: current.parent };
        }
        return undefined;
      case 'JSXOpenTag':
      case 'JSXSelfClosingTag':
      case 'JSXCloseTag':
      case 'JSXFragmentTag':
        return { kind: 'tag', node: current };
      case 'Interpolation':
      case 'ArrowFunction':
      case 'Block':
      case 'ObjectExpression':
      case 'ArgList':
        return undefined;
      case 'RegExp':
        return { kind: 'code', end: current.to };
    }
  }
  return undefined;
}

function isInside(node: SyntaxNode, start: number, end: number): boolean {
  return node.from < start && end < node.to;
}

/** Whether braces contain just a name or a string, which an image replaces. */
function isNameOrNothing(text: string, { from, to }: SyntaxNode): boolean {
  const content = text.slice(from + 1, to - 1).trim();
  return /^(?:[\w$.]*|"[^"]*"|'[^']*'|`[^`$]*`)$/.test(content);
}

/** What a cursor that touches a word of code, or is in an operator, is in. */
function findAtWord({ text, tree }: Script, { start, end }: TextRange): ScriptRegion | undefined {
  const inner = tree.resolveInner(start, 0);
  const isInToken = inner.firstChild === null && inner.from < start && start < inner.to;
  if (start === end && isInToken && operator.test(inner.name))
    return { kind: 'code', end: inner.to };
  const wordEnd = start === end ? findWordEnd(text, start) : undefined;
  if (wordEnd === undefined) return undefined;
  const node = tree.resolveInner(start, 1);
  const statement = node.from === start ? findStatementAt(node, start) : undefined;
  return statement
    ? { kind: 'statement', isTopLevel: isTop(statement) }
    : { kind: 'code', end: wordEnd };
}

function findByPlaceholder(script: Script, range: TextRange): LocatedRegion {
  const alone = parseWithPlaceholder(script, range, '', '');
  const isJoined = alone.region.kind === 'expression' && joinsNeighbor(script.text, range);
  if (alone.region.kind !== 'code' && !isJoined) return alone;
  // In a list, another value needs commas.
  const before = /[([,]\s*$/.test(script.text.slice(0, range.start).slice(-200)) ? '' : ',';
  const after = /^\s*[)\],]/.test(script.text.slice(range.end, range.end + 200)) ? '' : ',';
  const listed = parseWithPlaceholder(script, range, before, after);
  const { region } = listed;
  const isListed = region.kind === 'expression' && region.node.parent?.name === 'ArrayExpression';
  if (isListed) return listed;
  return isJoined ? { ...alone, region: { kind: 'code', end: range.end } } : alone;
}

/** Whether a name at a range would call or index what follows, or gets more arguments than a rune accepts. */
function joinsNeighbor(text: string, { start, end }: TextRange): boolean {
  const before = text.slice(Math.max(0, start - 20), start);
  const after = text.slice(end, end + 200).trimStart();
  return /^(?:[([`]|<[\w>])/.test(after) || /\$(?:host|props)\($/.test(before);
}

function parseWithPlaceholder(
  script: Script,
  { start, end }: TextRange,
  before: string,
  after: string,
): LocatedRegion {
  const { text, dialect } = script;
  const inserted = before + placeholder + after;
  const nameStart = start + before.length;
  const parsed = parseScript(text.slice(0, start) + inserted + text.slice(end), dialect);
  const toOriginal = (offset: number) => {
    if (offset <= start) return offset;
    return Math.max(start, offset - start - inserted.length + end);
  };
  const node = parsed.tree.resolveInner(nameStart + 1, 1);
  const name = { start: nameStart, end: nameStart + placeholder.length };
  const found = findAtPlaceholder(parsed, node, name);
  const known = new Set(listErrors(script));
  const isValid = listErrors(parsed).every((offset) => known.has(toOriginal(offset)));
  const region = isValid ? found : undefined;
  return { region: region ?? { kind: 'code', end }, parsed, toOriginal };
}

function findAtPlaceholder(
  parsed: Script,
  node: SyntaxNode,
  range: TextRange,
): ScriptRegion | undefined {
  const { parent } = node;
  if (node.name === 'VariableName' && parent) {
    if (isInHeritage(parent)) return undefined;
    switch (parent.name) {
      case 'ExpressionStatement':
        return { kind: 'statement', isTopLevel: isTop(parent) };
      case 'ImportGroup':
      case 'ExportGroup':
      case 'ParamList':
        return undefined;
      case 'JSXEscape':
        if (parent.parent?.name !== 'JSXAttribute') break;
        return { kind: 'attribute', node: parent.parent };
    }
    return { kind: 'expression', node };
  }
  if (node.name === 'TypeName') return { kind: 'expression', node };
  const found = findInNode(parsed, node, range);
  return found?.kind === 'attribute' || found?.kind === 'tag' || found?.kind === 'children'
    ? found
    : undefined;
}

/** Whether an expression is what a class extends: the parser reads type arguments as comparisons. */
function isInHeritage(expression: SyntaxNode): boolean {
  let node: SyntaxNode | null = expression;
  while (node?.name === 'BinaryExpression') node = node.parent;
  return node !== null && /^Class(?:Declaration|Expression)$/.test(node.name);
}

/** The names of nodes that are operators of several characters. */
const operator = /^(?:Arrow|Spread|Hashbang|.*Op|[?.&|=<>!*+-]+)$/;

/** Where a script could not be parsed. */
function listErrors({ tree }: Script): readonly number[] {
  const offsets: number[] = [];
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) offsets.push(from);
    },
  });
  return offsets;
}

/** The end of the word that an offset touches, or undefined if it touches none. */
function findWordEnd(text: string, offset: number): number | undefined {
  const after = /^[\p{ID_Continue}$#@]*/u.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  const touches = after !== '' || /[\p{ID_Continue}$]$/u.test(text.slice(0, offset).slice(-2));
  return touches ? offset + after.length : undefined;
}

/** The statement that starts at an offset. */
function findStatementAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  let statement: SyntaxNode | undefined;
  for (let current: SyntaxNode | null = node; current; current = current.parent) {
    if (current.from !== offset) break;
    const isInBlock = /^(?:Script|SingleExpression|Block)$/.test(current.parent?.name ?? '');
    if (isInBlock) statement = current;
  }
  return statement;
}

function isTop(statement: SyntaxNode): boolean {
  return statement.parent?.name === 'Script';
}
