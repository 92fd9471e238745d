import type { SyntaxNode } from '@lezer/common';
import type { Insertion, TextRange } from '../language.ts';
import { concatenate, type WrittenText } from '../text/edits.ts';
import { getIndentation, getLine, isBlank } from '../text/lines.ts';
import { draft, edit, insertAt } from './draft.ts';
import type { ExpressionUse } from './expressionUse.ts';
import type { ImageWriter } from './imageWriter.ts';
import { isBetweenImports, usesSemicolons } from './imports.ts';
import { quoteString } from './literals.ts';
import type { Script } from './parseScript.ts';
import { toModulePath, toModuleUrl } from './paths.ts';

/** An expression for all images where one is missing. */
export function writeExpression(
  text: string,
  range: TextRange,
  use: ExpressionUse,
  writer: ImageWriter,
): WrittenText | string {
  const { images, context, syntax, quote } = writer;
  const line = getLine(text, range.start);
  const isAlone = isBlank({ ...line, text: text.slice(line.start, range.start) });
  const lineBreak = context.eol + getIndentation(line);
  const separator = isAlone ? `,${lineBreak}` : ', ';
  switch (use.kind) {
    case 'module':
      return asList(
        images.map(({ path }) => quoteString(toModulePath(path), quote)),
        use,
      );
    case 'url':
      return asList(
        images.map(({ path }) => quoteString(toModuleUrl(path), quote)),
        use,
      );
    case 'style':
      return writer.styleValue(images);
    case 'child':
    case 'result':
      if (syntax.hasJsx && syntax.isComponent) return writer.elementValue(isAlone ? lineBreak : '');
      break;
    case 'value':
    case 'statement':
  }
  const isUrl = use.attribute !== undefined;
  const values = images.map((each) => (isUrl ? writer.urlValue(each) : writer.value(each)));
  return use.isListed ? values.join(separator) : asList(values, use);
}

function asList(values: readonly string[], { isListed }: ExpressionUse): string {
  const [first = ''] = values;
  if (values.length === 1) return first;
  return isListed ? values.join(', ') : `[${values.join(', ')}]`;
}

/** Writes where an expression is missing, with the commas that a list needs. */
export function insertExpression(
  text: string,
  range: TextRange,
  use: ExpressionUse,
  writer: ImageWriter,
): Insertion {
  const written = writeExpression(text, range, use, writer);
  if (!use.isListed) return draft([edit(range.start, range.end, written)]);
  const before = /[^([{,\s]\s*$/.test(text.slice(Math.max(0, range.start - 200), range.start));
  const after = /^\s*[^)\]},\s]/.test(text.slice(range.end, range.end + 200));
  return draft([
    edit(range.start, range.end, concatenate(before ? ', ' : '', written, after ? ', ' : '')),
  ]);
}

/** Writes where a statement can be: imports among those that a script begins with, or the paths as strings. */
export function insertStatement(script: Script, range: TextRange, writer: ImageWriter): Insertion {
  const { text, tree } = script;
  const { images, context } = writer;
  if (isBetweenImports(script, range) && images.every(({ form }) => form === 'import')) {
    for (const image of images) writer.imports.nameOf(image);
    const edits = range.start === range.end ? [] : [edit(range.start, range.end, '')];
    if (writer.imports.statements.length > 0) return draft(edits, 'pathOnly');
  }
  const end = usesSemicolons(text, tree.topNode) ? ';' : '';
  const lines = images.map((each) => writer.literal(each) + end);
  return draft([placeOnLines(text, range, lines, context.eol)], 'pathOnly');
}

/** Places lines of code at a range, on lines of their own. */
function placeOnLines(
  text: string,
  range: TextRange,
  lines: readonly (string | WrittenText)[],
  eol: string,
) {
  // The first line of a script may be a shebang.
  const isHashbang = range.start === 0 && text.startsWith('#!');
  const line = getLine(text, range.start);
  if (isHashbang) return insertAt(line.end, concatenate(eol, ...withBreaks(lines, eol)));
  const lineBreak = eol + getIndentation(line);
  const before = text.slice(line.start, range.start);
  const after = text.slice(range.end, getLine(text, range.end).end);
  return edit(
    range.start,
    range.end,
    concatenate(
      before.trim() === '' ? '' : lineBreak,
      ...withBreaks(lines, lineBreak),
      after.trim() === '' ? '' : lineBreak,
    ),
  );
}

function withBreaks(lines: readonly (string | WrittenText)[], lineBreak: string) {
  return lines.flatMap((line, index) => (index === 0 ? [line] : [lineBreak, line]));
}

/** Writes the paths as they are in a comment. */
export function insertIntoComment(
  { text }: Script,
  { start, end }: TextRange,
  comment: SyntaxNode,
  writer: ImageWriter,
): Insertion {
  // Exclude the comment markers.
  const first = comment.from + 2;
  const last = comment.name === 'LineComment' ? comment.to : comment.to - 2;
  const clamp = (offset: number) => Math.max(first, Math.min(offset, last));
  const range = { start: clamp(start), end: clamp(end) };
  const line = getLine(text, range.start);
  const [prefix = ''] = /^\s*(?:\/\/+|\*(?!\/))?\s*/.exec(line.text) ?? [];
  const isWhole = range.start >= line.start + prefix.length;
  const isLineComment = comment.name === 'LineComment';
  const separator = isLineComment && !/^\s*\/\//.test(prefix) ? ' ' : writer.context.eol + prefix;
  const paths = writer.images.map(({ path }) => path.replaceAll('*/', '%2A/'));
  const before = /[\p{L}\p{N}.,:;/*]$/u.test(text.slice(line.start, range.start)) ? ' ' : '';
  const after = /^[\p{L}\p{N}*]/u.test(text.slice(range.end, range.end + 2)) ? ' ' : '';
  const written = paths.join(isWhole ? separator : ' ');
  return draft([edit(range.start, range.end, before + written + after)], 'pathInComment');
}

/** Writes the paths as a comment, which can be between any two words of code. */
export function insertComment(
  text: string,
  range: TextRange,
  end: number,
  writer: ImageWriter,
): Insertion {
  const paths = writer.images.map(({ path }) => `/* ${path.replaceAll('*/', '%2A/')} */`);
  const before = /[^\s([{]$/.test(text.slice(Math.max(0, end - 1), end)) ? ' ' : '';
  const after = /^[^\s)\]},;]/.test(text.slice(end, end + 1)) ? ' ' : '';
  const start = range.start === range.end ? end : range.start;
  return draft([edit(start, end, before + paths.join(' ') + after)], 'pathOnly');
}

/** What the code after an `import` or `from` without a source needs. */
export function findMissingSource(
  text: string,
  { start, end }: TextRange,
): 'source' | 'import' | undefined {
  if (!/^(?:;|\s|$)/.test(text.slice(end, end + 1))) return undefined;
  if (!/^;?$/.test(text.slice(end, getLine(text, end).end).trim())) return undefined;
  const before = text.slice(getLine(text, start).start, start);
  if (/\sfrom$/.test(before.trimEnd()) && /\b(?:import|export)\b/.test(before)) return 'source';
  return /^\s*import\s+$/.test(before) ? 'import' : undefined;
}
