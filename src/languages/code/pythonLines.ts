import { getIndentation, getLine, getNextLine, getPreviousLine, type Line } from '../text/lines.ts';
import { findText } from './insert/insertStatement.ts';
import type { CodeRegion } from './syntax/codeRegion.ts';

/** Clauses that continue a statement, so that nothing can be inserted before them. */
const clause = /^(?:else|elif|except|finally)\b/;

/** A position where a statement does not break a decorator or a clause. */
export function adjustPosition({ text }: CodeRegion, position: number): number {
  const line = getLine(text, position);
  if (text.slice(line.start, position).trim() !== '') return position;
  let decorator: Line | undefined;
  let previous = findText(text, line, getPreviousLine);
  while (previous?.text.trimStart().startsWith('@') === true) {
    decorator = previous;
    previous = findText(text, previous, getPreviousLine);
  }
  if (decorator !== undefined) return decorator.start + getIndentation(decorator).length;
  if (clause.test(line.text.trimStart()) && previous !== undefined) return previous.end;
  return position;
}

/** The indentation that a statement needs on an empty line, which often has none. */
export function indentBlank({ masked }: CodeRegion, line: Line, own: string): string {
  const previous = findText(masked, line, getPreviousLine);
  const next = findText(masked, line, getNextLine);
  if (previous === undefined) return '';
  const before = getIndentation(previous);
  const after = next === undefined ? '' : getIndentation(next);
  if (/:\s*$/.test(previous.text)) {
    if (own.length > before.length) return own;
    if (after.length > before.length) return after;
    return before + (/\n([ \t]+)\S/.exec(masked)?.[1] ?? '    ');
  }
  if (own.length > before.length) return before;
  const isClause = next !== undefined && clause.test(next.text.trimStart());
  if (isClause && own.length <= after.length) return before;
  return findLevel(masked, previous, Math.max(own.length, after.length));
}

/** The indentation of the nearest line above that is not indented more deeply. */
function findLevel(masked: string, from: Line, width: number): string {
  let level: Line | undefined = from;
  while (level !== undefined && getIndentation(level).length > width)
    level = findText(masked, level, getPreviousLine);
  return level === undefined ? '' : getIndentation(level);
}

/** After the docstring of a function or a class, which has to be its first statement. */
export function skipDocstring({ text, masked, tokens }: CodeRegion, position: number): number {
  const first = position + (/^\s*/.exec(masked.slice(position, position + 2000))?.[0].length ?? 0);
  const docstring = tokens.find(({ kind, start }) => kind === 'string' && start === first);
  return docstring !== undefined && first > getLine(text, position).end ? docstring.end : position;
}
