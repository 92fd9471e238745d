import { maskStyle, type StyleRegion } from './styleRegion.ts';

/** The value that the cursor is in. */
export interface StyleValue {
  /** The property, or the variable with its prefix. */
  readonly property: string;
  /** After the colon. */
  readonly start: number;
  /** Before white space, a priority, and the end of the statement. */
  readonly end: number;
  /** Whether the statement has no semicolon and needs one. */
  readonly isUnterminated: boolean;
  /** After the whole statement, with its semicolon. */
  readonly statementEnd: number;
}

const property = /^\s*((?:[\w\-$@*.\p{L}]|[#@$]\{[^{}\n]*\})+)(?:\+_?)?\s*:(?!:)/u;
/** A statement of Less, SCSS or PostCSS that returns or sets a value without a colon. */
const returned = /^\s*(@return)\b/i;
const stylusProperty = /^\s*([\w\-$]+)(?:\s*[:?+]?=|(?=[^\S\n])(?!\s*[=:({]))/;

/** Reads the value that the cursor is in. */
export function readValue(region: StyleRegion): StyleValue | undefined {
  const { text, dialect, tokens, cursor, terminator } = region;
  const head = maskStyle(text, tokens, region.start, cursor);
  const match = property.exec(head) ?? returned.exec(head) ?? readOptionalColon(region, head);
  if (match === null) return undefined;
  const start = region.start + match[0].length;
  const rest = maskStyle(text, tokens, start, region.end);
  const lineEnd = findStatementBreak(rest, cursor - start);
  // A selector, or a declaration that lacks its semicolon before a nested rule.
  if (terminator === '{' && (lineEnd === undefined || !isSpaced(rest, start, cursor)))
    return undefined;
  const value = removePriority(rest.slice(0, lineEnd));
  const hasSemicolon = lineEnd === undefined && terminator === ';';
  const statementEnd = hasSemicolon
    ? region.end + 1
    : start + rest.slice(0, lineEnd).trimEnd().length;
  return {
    property: toPropertyName(match, dialect.hasOptionalColons),
    start,
    end: Math.max(start + value.trimEnd().length, start),
    isUnterminated: !hasSemicolon && isTerminated(region, match[1] ?? ''),
    statementEnd,
  };
}

/** Only blocks and variables need a semicolon: an attribute `style` does not. */
function isTerminated({ blocks, dialect }: StyleRegion, name: string): boolean {
  return !dialect.isIndented && (blocks.length > 0 || /^(?:[$@]|--)/.test(name));
}

function isSpaced(rest: string, start: number, cursor: number): boolean {
  return /^\s/.test(rest) || cursor === start;
}

function toPropertyName([whole, name = '']: RegExpExecArray, hasOptionalColons: boolean): string {
  if (/^@return$/i.test(name)) return '@return';
  // A variable of Stylus needs no prefix.
  return hasOptionalColons && whole.endsWith('=') ? `$${name}` : name;
}

function readOptionalColon({ dialect }: StyleRegion, head: string): RegExpExecArray | null {
  if (!dialect.hasOptionalColons) return null;
  const match = stylusProperty.exec(head);
  const isKnown = match !== null && (match[0].endsWith('=') || isKnownProperty(match[1] ?? ''));
  return isKnown ? match : null;
}

/** A word that is rarely an element, so that a value follows it. */
function isKnownProperty(name: string): boolean {
  return /^-|^(?:background|mask|list-style|border-image|border|margin|padding|color|cursor|content|src|filter|return)(?:-|$)/.test(
    name,
  );
}

/**
 * Where a statement without a semicolon ends: before a line that starts another one.
 * @param cursor from where on, as an offset in the text
 */
function findStatementBreak(rest: string, cursor: number): number | undefined {
  const breaks = /\n[^\S\n]*(?:[\w\-$@*]+\s*:(?=[\s"']|$)|@\w|[.&#>+~][^\n;{}]*(?=\{|$))/g;
  breaks.lastIndex = cursor;
  for (let match = breaks.exec(rest); match !== null; match = breaks.exec(rest)) {
    if (!/[,(]\s*$/.test(rest.slice(Math.max(0, match.index - 50), match.index)))
      return match.index;
    breaks.lastIndex = match.index + 2;
  }
  return undefined;
}

/** A value without `!important`, `!default`, and the like. */
function removePriority(value: string): string {
  const mark = value.lastIndexOf('!');
  return mark !== -1 && /^![\w\s]+$/.test(value.slice(mark)) ? value.slice(0, mark) : value;
}
