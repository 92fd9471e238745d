import type { SyntaxNode } from '@lezer/common';
import type { TextRange } from '../language.ts';
import { parseScript, type Script } from './parseScript.ts';

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
  /** Where an expression is missing. `node` is in a tree with a name in its place. */
  | { readonly kind: 'expression'; readonly node: SyntaxNode; readonly script: Script }
  /** Where a statement can be. */
  | { readonly kind: 'statement'; readonly isTopLevel: boolean }
  /** Elsewhere in code. A comment can be at `end`. */
  | { readonly kind: 'code'; readonly end: number };

/** Stands for what is inserted, to see how it is parsed. */
const placeholder = 'imagePlaceholder';

/** What a range of a script is in. */
export function findScriptRegion(script: Script, range: TextRange): ScriptRegion {
  const { tree } = script;
  if (range.start === range.end && tree.resolveInner(range.start, -1).name === 'LineComment') {
    return { kind: 'comment', node: tree.resolveInner(range.start, -1) };
  }
  return findInNode(script, coveringNode(script, range), range) ?? findByPlaceholder(script, range);
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

/** Whether braces have no more in them than a name or a string, which an image replaces. */
function isNameOrNothing(text: string, { from, to }: SyntaxNode): boolean {
  return /^\{\s*(?:[\w$.]*|"[^"]*"|'[^']*'|`[^`$]*`)\s*\}$/.test(text.slice(from, to));
}

function findByPlaceholder(script: Script, { start, end }: TextRange): ScriptRegion {
  const { text, tree } = script;
  const wordEnd = start === end ? findWordEnd(text, start) : undefined;
  if (wordEnd !== undefined) {
    const node = tree.resolveInner(start, 1);
    if (node.from === start || node.name === 'Hashbang') {
      const statement = findStatementAt(node, start);
      if (statement) return { kind: 'statement', isTopLevel: isTop(statement) };
    }
    return { kind: 'code', end: wordEnd };
  }
  const changed = parseScript(
    `${text.slice(0, start)}${placeholder}${text.slice(end)}`,
    script.dialect,
  );
  const node = changed.tree.resolveInner(start + 1, 1);
  const range = { start, end: start + placeholder.length };
  if (/^Variable(?:Name|Definition)$/.test(node.name) && node.name === 'VariableName') {
    const { parent } = node;
    if (parent?.name === 'ExpressionStatement') {
      return { kind: 'statement', isTopLevel: isTop(parent) };
    }
    if (isErroneousStatement(parent)) return { kind: 'code', end };
    return { kind: 'expression', node, script: changed };
  }
  if (node.name === 'JSXText') return { kind: 'children', node };
  if (node.name === 'TypeName' && node.parent?.name !== 'InterfaceBody') {
    return { kind: 'expression', node, script: changed };
  }
  const found = findInNode(changed, node, range);
  if (found?.kind === 'attribute' || found?.kind === 'tag') return found;
  return { kind: 'code', end };
}

function isErroneousStatement(node: SyntaxNode | null): boolean {
  return node?.name === 'ImportGroup' || node?.name === 'ExportGroup' || node?.name === 'ParamList';
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
