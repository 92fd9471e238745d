import type { Insertion, InsertionNote, TextRange } from '../../language.ts';
import { concatenate, join, replaceRange } from '../../text/edits.ts';
import {
  getIndentation,
  getLine,
  getNextLine,
  getPreviousLine,
  isBlank,
  type Line,
} from '../../text/lines.ts';
import { readCodeRegion, type CodeRegion } from '../syntax/codeRegion.ts';
import {
  at,
  createNames,
  type CodeInsertion,
  type CodeLanguage,
  type ValueWriter,
} from './codeLanguage.ts';

/** Where statements are inserted. */
interface StatementPlace {
  readonly range: TextRange;
  readonly indentation: string;
  /** What is before and after them. */
  readonly before: string;
  readonly after: string;
  readonly isMoved?: true;
}

/** Inserts a statement for each image, on lines of their own. */
export function insertStatement(insertion: CodeInsertion, writeValue: ValueWriter): Insertion {
  const { language, region, images, context } = insertion;
  const position = language.adjustPosition?.(region, region.cursor) ?? region.cursor;
  const { range, indentation, before, after, isMoved } = findPlace(insertion, position);
  const target = readCodeRegion(region.text, range.start, language.syntax);
  const isComment = !acceptsStatements(target);
  const place = { before: '', bracket: undefined };
  const names = createNames(images, region.text);
  const lines = images.map((image, index) => {
    if (isComment) return concatenate(`${language.syntax.lineComments[0] ?? ''} ${image.path}`);
    const value = writeValue(insertion, image, place);
    return context.template === undefined
      ? language.writeStatement(image, value, target, names[index] ?? '')
      : value;
  });
  const isPath =
    language.showsStatements !== true &&
    context.template === undefined &&
    images.every(({ form }) => form === 'path');
  const notes: InsertionNote[] = isComment ? ['pathInComment'] : isPath ? ['pathInCode'] : [];
  if (isMoved) notes.push('moved');
  const written = concatenate(before, join(lines, context.eol + indentation), after);
  return replaceRange(range, written, notes);
}

/** Whether statements can be where a region has its cursor: not in parameters, and not among branches. */
function acceptsStatements({ brackets, masked, cursor }: CodeRegion): boolean {
  const bracket = brackets.at(-1);
  if (bracket === undefined) return true;
  if (bracket.kind !== '{') return false;
  if (!/\b(?:when|switch|enum|protocol)\b/.test(bracket.before)) return true;
  return /\b(?:case\b[^\n]*|default\s*):/.test(masked.slice(bracket.start, cursor));
}

function findPlace({ language, region, context }: CodeInsertion, position: number): StatementPlace {
  const { text, masked, brackets } = region;
  const { eol } = context;
  const header = findHeaderEnd(region, language.header);
  if (position < header && brackets.length === 0) {
    const gap = isBlank(getNextLine(text, getLine(text, header))) ? '' : eol;
    return { range: at(header), indentation: '', before: eol + eol, after: gap, isMoved: true };
  }
  const line = getLine(text, position);
  if (isBlank(line)) {
    const own = text.slice(line.start, position);
    const indentation =
      language.indentBlank?.(region, line, own) ??
      getBlankIndentation(region, line, own, language.indentation);
    return { range: line, indentation, before: indentation, after: '' };
  }
  const before = masked.slice(line.start, position);
  if (before.trim() === '' && !/^\s*[)\]}]/.test(masked.slice(position, line.end))) {
    const indentation = getIndentation(line);
    return { range: at(line.start), indentation, before: indentation, after: eol };
  }
  const statementEnd = findStatementEnd(region, position, language);
  const isOpening = isBlockStart(masked, statementEnd);
  const end = isOpening
    ? (language.skipDocstring?.(region, statementEnd) ?? statementEnd)
    : statementEnd;
  const last = getLine(text, statementEnd);
  const indentation = isOpening
    ? getInnerIndentation(text, last, language.indentation)
    : getIndentation(getLine(text, findStatementStart(region, position)));
  const endLine = getLine(text, end);
  const rest = masked.slice(end, endLine.end);
  if (rest.trim() === '')
    return { range: at(endLine.end), indentation, before: eol + indentation, after: '' };
  const space = rest.length - rest.trimStart().length;
  return {
    range: { start: end, end: end + space },
    indentation,
    before: eol + indentation,
    after: eol + getIndentation(last),
  };
}

/** A position on the first line of a statement: that of its outermost bracket. */
function findStatementStart({ brackets }: CodeRegion, position: number): number {
  const block = brackets.findLastIndex(({ kind }) => kind === '{');
  return brackets[block + 1]?.start ?? position;
}

/** The end of the statement that the cursor is in: of its line, or at its semicolon. */
function findStatementEnd(
  { masked, brackets, tokens }: CodeRegion,
  start: number,
  { hasSemicolons, hasKeys }: CodeLanguage,
): number {
  // Data has no blocks.
  const [open, close] = hasKeys ? [/[([{]/, /[)\]}]/] : [/[([]/, /[)\]]/];
  // Brackets that are not blocks belong to the statement.
  const outer = brackets.findLast(({ kind }) => kind !== '{');
  const inner = brackets.at(-1);
  let position = inner !== undefined && inner === outer ? inner.end : start;
  let depth = 0;
  let index = 0;
  const end = masked.length;
  while (position < end) {
    const token = tokens[index];
    if (token !== undefined && token.end <= position) {
      index++;
      continue;
    }
    if (token?.kind === 'string' && token.start < position) position = token.end;
    const character = masked[position] ?? '';
    if (open.test(character)) depth++;
    else if (close.test(character)) depth--;
    else if (depth <= 0 && character === '{') return skipBlockHead(masked, position + 1);
    else if (depth <= 0 && character === '}') return masked.slice(0, position).trimEnd().length;
    else if (depth <= 0 && character === ';') return position + 1;
    else if (depth <= 0 && character === '\n' && (!hasSemicolons || isComplete(masked, position)))
      return position - (masked[position - 1] === '\r' ? 1 : 0);
    position++;
  }
  return end;
}

/** After the parameters of a block, such as `{ item in` of Swift and `{ item ->` of Kotlin. */
function skipBlockHead(masked: string, position: number): number {
  const head = /^[^\S\n]*(?!(?:for|if|let|var|val)\b)[\w(][\w,:()<>?. \t]*?(?:->|\sin\b)/.exec(
    masked.slice(position, position + 200),
  );
  return position + (head?.[0].length ?? 0);
}

function isBlockStart(masked: string, end: number): boolean {
  return /(?:[{:]|->|\sin)\s*$/.test(masked.slice(Math.max(0, end - 100), end));
}

function isComplete(masked: string, position: number): boolean {
  return (
    /[;{}]\s*$/.test(masked.slice(Math.max(0, position - 100), position)) ||
    /^\s*(?:[}]|$)/.test(masked.slice(position, position + 200))
  );
}

/** The end of the last line that has to be before everything else. */
export function findHeaderEnd(
  { text, masked, tokens }: CodeRegion,
  header: RegExp | undefined,
): number {
  if (header === undefined) return 0;
  let end = 0;
  const long = tokens.filter(
    ({ kind, start, end: tokenEnd }) =>
      kind === 'string' && masked.slice(start, tokenEnd).includes('\n'),
  );
  for (
    let line: Line | undefined = getLine(text, 0);
    line !== undefined;
    line = getNextLine(text, line)
  ) {
    const code = masked.slice(line.start, line.end);
    if (header.test(line.text)) {
      const { start, end: lineEnd } = line;
      const string = long.find((token) => token.start >= start && token.start < lineEnd);
      end = getLine(text, string?.end ?? skipBrackets(masked, line)).end;
      line = getLine(text, end);
    } else if (code.trim() !== '') break;
  }
  return end;
}

/** The end of a line, or of the line where its brackets close. */
function skipBrackets(masked: string, line: Line): number {
  const code = masked.slice(line.start, line.end);
  const open = Math.max(code.lastIndexOf('('), code.lastIndexOf('{'));
  if (open <= Math.max(code.lastIndexOf(')'), code.lastIndexOf('}'))) return line.end;
  const close = masked.slice(line.end).search(/[)\]}]/);
  if (close === -1) return line.end;
  return getLine(masked, line.end + close).end;
}

function getBlankIndentation(
  { text, brackets }: CodeRegion,
  line: Line,
  own: string,
  unit?: string,
): string {
  if (own !== '') return own;
  const previous = findText(text, line, getPreviousLine);
  const bracket = brackets.at(-1);
  if (bracket === undefined || previous === undefined) return '';
  return /[{([]\s*$/.test(previous.text)
    ? getInnerIndentation(text, previous, unit)
    : getIndentation(previous);
}

function getInnerIndentation(text: string, line: Line, ownUnit = '    '): string {
  const outer = getIndentation(line);
  const next = findText(text, line, getNextLine);
  const inner = next === undefined ? '' : getIndentation(next);
  if (inner.length > outer.length) return inner;
  const unit = /\n([ \t]+)(?![\s*])/.exec(text)?.[1] ?? (outer.startsWith('\t') ? '\t' : ownUnit);
  return outer + unit;
}

/** The nearest line with text in a direction. */
export function findText(
  text: string,
  line: Line,
  step: (text: string, line: Line) => Line | undefined,
): Line | undefined {
  let found = step(text, line);
  while (found !== undefined && isBlank(found)) found = step(text, found);
  return found;
}
