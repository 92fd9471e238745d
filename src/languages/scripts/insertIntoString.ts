import type { SyntaxNode } from '@lezer/common';
import type { Insertion, TextEdit, TextRange } from '../language.ts';
import { getIndentation, getLine } from '../text/lines.ts';
import { draft, edit, insertAt } from './draft.ts';
import { findExpressionUse, type ExpressionUse } from './expressionUse.ts';
import type { ImageWriter } from './imageWriter.ts';
import { insertComment, writeExpression } from './insertIntoCode.ts';
import { escapeInString } from './literals.ts';
import { findRunEnd, findRunStart } from '../text/runs.ts';
import type { Script } from './parseScript.ts';
import { isPathSlot, toModulePath, toModuleUrl } from './paths.ts';

/** Writes into a string literal. */
export function insertIntoString(
  { text }: Script,
  range: TextRange,
  node: SyntaxNode,
  writer: ImageWriter,
): Insertion {
  const content = { start: node.from + 1, end: node.to - 1 };
  const quote = text.slice(node.from, content.start);
  const use = findExpressionUse(text, node);
  const before = text.slice(content.start, range.start);
  const after = text.slice(range.end, content.end);
  const typed = before + after;
  const isSlot = range.start !== range.end || isPathSlot(before, after);
  if (isSlot && (use.kind === 'module' || use.kind === 'url')) {
    return insertModule(text, content, quote, node, use, writer);
  }
  if (use.kind === 'style' && typed.trim() === '') {
    return draft([edit(node.from, node.to, writeExpression(text, range, use, writer))]);
  }
  if (isInUrl(before)) return insertIntoUrl(text, range, node, writer);
  const isKey = /^(?:Property|PropertyDeclaration|ObjectPattern)$/.test(node.parent?.name ?? '')
    ? node.prevSibling?.name !== ':'
    : false;
  // Markup in a string can lack a path, and so can the end of a text.
  const isOpen = /["'(=]$/.test(before) || (after === '' && before.endsWith(' '));
  if (!isSlot && !isOpen) return insertComment(text, range, node.to, writer);
  const isWhole = isSlot && !isKey && use.kind !== 'statement';
  const needsCode = writer.images.some(({ form }) => form === 'import') || writer.images.length > 1;
  if (isWhole && needsCode) {
    return draft([
      edit(node.from, node.to, writeExpression(text, range, { ...use, kind: 'value' }, writer)),
    ]);
  }
  const { start, end } = isSlot && range.start === range.end ? content : range;
  return draft([edit(start, end, writer.inString(quote, ' '))]);
}

/** Whether a text ends in the parentheses of `url(…)`. */
function isInUrl(before: string): boolean {
  const open = before.lastIndexOf('url(');
  return open !== -1 && !before.includes(')', open);
}

/** Writes into a string with `url(…)`. */
function insertIntoUrl(
  text: string,
  range: TextRange,
  node: SyntaxNode,
  writer: ImageWriter,
): Insertion {
  const start = findRunStart(text, range.start, node.from + 1, /[^("'\s]/);
  const end = findRunEnd(text, range.end, node.to - 1, /[^)"'\s]/);
  const previous = text.slice(start - 1, start);
  const quote = previous === '"' || previous === "'" ? previous : '';
  const layers = writer.images.map((each) => writer.interpolated(each));
  const written = layers.join(`${quote}), url(${quote}`);
  const isCode = writer.images.some(({ form }) => form === 'import');
  const inner = text.slice(node.from + 1, node.to - 1);
  if (!isCode || node.name === 'TemplateString') return draft([edit(start, end, written)]);
  // Only a template literal can contain the imported image.
  const needsEscape = /[`\\]|\$\{/.test(inner);
  if (needsEscape) return draft([edit(start, end, writer.inString(quote, ' '))], 'pathOnly');
  return draft([
    edit(node.from, node.from + 1, '`'),
    edit(start, end, written),
    edit(node.to - 1, node.to, '`'),
  ]);
}

/** Writes the source of an import, or the first argument of `require` and `new URL`. */
function insertModule(
  text: string,
  { start, end }: TextRange,
  quote: string,
  node: SyntaxNode,
  use: ExpressionUse,
  writer: ImageWriter,
): Insertion {
  const toPath = use.kind === 'url' ? toModuleUrl : toModulePath;
  const [first, ...rest] = writer.images;
  const write = (path: string) => escapeInString(toPath(path), quote);
  const edits: TextEdit[] = [edit(start, end, write(first?.path ?? ''))];
  const call = findCall(node);
  if (rest.length > 0 && call) {
    const list = findExpressionUse(text, call).isListed;
    const others = rest.map(
      ({ path }) => `, ${text.slice(call.from, start)}${write(path)}${text.slice(end, call.to)}`,
    );
    if (!list) edits.unshift(insertAt(call.from, '['));
    edits.push(insertAt(call.to, others.join('') + (list ? '' : ']')));
  } else if (rest.length > 0 && node.parent) {
    const line = getLine(text, node.parent.from);
    const lineBreak = writer.context.eol + getIndentation(line);
    const statements = rest.map((each) => lineBreak + writer.imports.writeStatement(each));
    edits.push(insertAt(node.parent.to, statements.join('')));
  }
  return draft(edits);
}

/** The call that a string is an argument of. */
function findCall(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  if (parent?.name === 'DynamicImport') return parent;
  return parent?.name === 'ArgList' ? (parent.parent ?? undefined) : undefined;
}

/** Writes into a template literal without a language of its own. */
export function insertIntoTemplate(
  script: Script,
  range: TextRange,
  node: SyntaxNode,
  writer: ImageWriter,
): Insertion {
  const { text } = script;
  const before = text.slice(node.from + 1, range.start);
  if (isInUrl(before)) return insertIntoUrl(text, range, node, writer);
  const isPlain = node.firstChild === null;
  if (isPlain) {
    const use = findExpressionUse(text, node);
    const after = text.slice(range.end, node.to - 1);
    if ((before + after).trim() === '' && use.kind === 'style')
      return insertIntoString(script, range, node, writer);
    if (isPathSlot(before, after)) return insertIntoString(script, range, node, writer);
  }
  const written = writer.images.map((each) =>
    each.form === 'import' ? writer.interpolated(each) : escapeInString(writer.path(each), '`'),
  );
  return draft([edit(range.start, range.end, written.join(' '))]);
}
