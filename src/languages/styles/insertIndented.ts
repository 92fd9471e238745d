import type { Insertion, InsertionNote } from '../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../text/edits.ts';
import { getIndentation } from '../text/lines.ts';
import { getBlockKind } from './syntax/blockKind.ts';
import { readValue } from './syntax/declaration.ts';
import {
  findLastLine,
  findParents,
  findText,
  readLines,
  type IndentedLines,
} from './syntax/indentedLines.ts';
import { insertArgument } from './insertArgument.ts';
import { insertPaths } from './insertSlot.ts';
import { insertValue } from './insertValue.ts';
import { hasNoImages } from './syntax/properties.ts';
import { readStatement } from './syntax/indentedStatement.ts';
import { getIndentationUnit } from './syntax/styleLayout.ts';
import { maskStyle, type StyleBlock, type StyleRegion } from './syntax/styleRegion.ts';
import type { StyleWriter } from './styleWriter.ts';
import { findClosing } from '../text/list.ts';

const header = /^@(?:charset|import|use|forward|namespace|require|plugin|tailwind|config)\b/i;
/** A statement without a block. */
const statement =
  /^(?:@(?:include|extend|extends|apply|import|use|forward|charset|require|return|debug|warn|error)\b|\+[\w-])/i;

/**
 * Inserts images where indentation makes the blocks.
 * @returns undefined if a brace opens the block of the cursor's line
 */
export function insertIndented(region: StyleRegion, writer: StyleWriter): Insertion | undefined {
  const { text, cursor } = region;
  const all = readLines(text, cursor);
  const line = all.lines[all.index];
  if (line === undefined) return undefined;
  const own = readStatement(region, all);
  if (own.terminator === '{') return undefined;
  if (isInComment(all)) return insertPaths(region, writer, 'pathInComment');
  if (line.text.trim() === '' && own.openings.length === 0)
    return insertOnBlank(region, all, writer);
  const head = maskStyle(text, region.tokens, own.start, cursor);
  if (head.trim() === '') {
    const indentation = getIndentation(line);
    return insertLines(region, all, all.index, indentation, 'before', writer);
  }
  const value = readValue(own);
  const isSelector = isFollowedByBlock(all, own.end) && !/^[$@]|^--/.test(value?.property ?? '');
  if (value !== undefined && !isSelector) {
    const insertion = insertValue(own, value, writer);
    if (insertion !== undefined) return insertion;
  }
  const opening = own.openings.at(-1);
  if (opening !== undefined && !isSelector && !hasNoImages(opening.name)) {
    const masked = ' '.repeat(own.start) + maskStyle(text, own.tokens, own.start, own.end);
    const end = findClosing(masked, opening.start, own.end);
    return insertArgument(own, masked, { start: opening.start, end }, opening.name, writer);
  }
  return insertBelow(region, all, value !== undefined && !isSelector, writer);
}

function insertOnBlank(region: StyleRegion, all: IndentedLines, writer: StyleWriter): Insertion {
  const { lines, index } = all;
  const line = lines[index];
  const before = region.text.slice(line?.start ?? 0, region.cursor);
  const previous = lines[findText(all, index, -1) ?? -1];
  const next = lines[findText(all, index, 1) ?? -1];
  const unit = getIndentationUnit(region.text);
  const outer = previous === undefined ? '' : getIndentation(previous);
  const isOpening = previous !== undefined && isBlockStart(previous.text);
  let indentation = before;
  if (before === '') {
    const inner = next === undefined ? '' : getIndentation(next);
    if (inner !== '' && previous !== undefined) indentation = inner;
    else if (isOpening && previous === lines[index - 1]) indentation = outer + unit;
  } else if (before.length > outer.length && !isOpening) indentation = outer;
  return insertLines(region, all, index, indentation, 'on', writer);
}

/** After a line: into its block, or below it if it has none. */
function insertBelow(
  region: StyleRegion,
  all: IndentedLines,
  isDeclaration: boolean,
  writer: StyleWriter,
): Insertion {
  const { lines, index } = all;
  const line = lines[index];
  const text = line?.text.trim() ?? '';
  const indentation = line === undefined ? '' : getIndentation(line);
  const hasBlock = findLastLine(all, index) > index;
  if (isDeclaration || (!hasBlock && (statement.test(text) || header.test(text))))
    return insertLines(region, all, index, indentation, 'after', writer);
  const typed = /^[a-z-]+$/i.test(text) && 'background-image'.startsWith(text.toLowerCase());
  if (typed && !hasBlock && indentation !== '' && line !== undefined) {
    const written = join([...writer.declarations], writer.eol + indentation);
    return replaceRange({ start: line.start + indentation.length, end: line.end }, written);
  }
  // The last one of several selectors.
  let last = index;
  while (/,\s*$/.test(lines[last]?.text ?? '') && last + 1 < lines.length) last++;
  const inner = indentation + getIndentationUnit(region.text);
  return insertLines(region, all, last, inner, 'after', writer, ['moved']);
}

/** Writes declarations, or a rule where these cannot be, on lines of their own. */
function insertLines(
  region: StyleRegion,
  all: IndentedLines,
  index: number,
  indentation: string,
  place: 'on' | 'before' | 'after',
  writer: StyleWriter,
  notes: readonly InsertionNote[] = [],
): Insertion {
  const parents = findParents(all, place === 'after' ? index + 1 : index, indentation.length);
  const kind = getBlockKind(parents);
  if (kind === 'rule' && !writer.isRule) {
    const written = join(writer.declarations, writer.eol + indentation);
    return putLine(all, index, place, indentation, written, writer, notes);
  }
  const rule = writeRule(region, writer, kind === 'other' ? '' : indentation);
  if (kind === 'other') {
    const outer = all.lines.findIndex(({ start }) => start === parents[0]?.start);
    return putRule(all, findLastLine(all, outer), 'after', '', rule, writer, ['moved']);
  }
  const last = findLastHeader(all);
  if (parents.length === 0 && (place === 'after' ? index < last : index <= last))
    return putRule(all, last, 'after', indentation, rule, writer, ['moved']);
  return putRule(all, index, place, indentation, rule, writer, notes, parents);
}

function putLine(
  { lines }: IndentedLines,
  index: number,
  place: 'on' | 'before' | 'after',
  indentation: string,
  written: WrittenText,
  { eol }: StyleWriter,
  notes: readonly InsertionNote[],
): Insertion {
  const line = lines[index] ?? { start: 0, end: 0 };
  switch (place) {
    case 'on':
      return replaceRange(line, concatenate(indentation, written), notes);
    case 'before':
      return replaceRange(
        { start: line.start, end: line.start },
        concatenate(indentation, written, eol),
        notes,
      );
    case 'after':
      return replaceRange(
        { start: line.end, end: line.end },
        concatenate(eol, indentation, written),
        notes,
      );
  }
}

/** A rule has empty lines around it. */
function putRule(
  all: IndentedLines,
  index: number,
  place: 'on' | 'before' | 'after',
  indentation: string,
  rule: WrittenText,
  writer: StyleWriter,
  notes: readonly InsertionNote[],
  parents: readonly StyleBlock[] = [],
): Insertion {
  const { eol } = writer;
  const isText = (each: number) => (all.lines[each]?.text.trim() ?? '') !== '';
  const isFirst = all.lines[index - 1]?.start === parents.at(-1)?.start;
  switch (place) {
    case 'on': {
      const written = concatenate(
        isText(index - 1) && !isFirst ? eol + indentation : '',
        rule,
        isText(index + 1) ? eol : '',
      );
      return putLine(all, index, place, indentation, written, writer, notes);
    }
    case 'before':
      return putLine(all, index, place, indentation, concatenate(rule, eol), writer, notes);
    case 'after': {
      const isOpening = all.lines[index]?.start === parents.at(-1)?.start && parents.length > 0;
      const gap = isOpening ? '' : eol;
      const written = concatenate(indentation, rule, isText(index + 1) ? eol : '');
      return putLine(all, index, place, '', concatenate(gap, written), writer, notes);
    }
  }
}

function writeRule(region: StyleRegion, writer: StyleWriter, indentation: string): WrittenText {
  const { declarations, names, isRule, eol } = writer;
  if (isRule) return join(declarations, eol + eol + indentation);
  const line = eol + indentation + getIndentationUnit(region.text);
  return concatenate(`.${names[0] ?? ''}`, ...declarations.map((each) => concatenate(line, each)));
}

/** The index of the last line that has to be before all rules, or -1. */
function findLastHeader({ lines }: IndentedLines): number {
  let last = -1;
  for (const [index, { text }] of lines.entries()) {
    if (header.test(text)) last = index;
    else if (/^[^\s/$@]/.test(text)) break;
  }
  return last;
}

/** In Sass, a comment includes the lines that are indented below it. */
function isInComment(all: IndentedLines): boolean {
  const line = all.lines[all.index];
  if (line === undefined) return false;
  const parents = findParents(all, all.index, getIndentation(line).length);
  return parents.some(({ prelude }) => /^\/[/*](?!.*\*\/)/.test(prelude));
}

function isBlockStart(text: string): boolean {
  const trimmed = text.trim();
  if (statement.test(trimmed) || header.test(trimmed) || /^\/[/*]/.test(trimmed)) return false;
  return !/^[\w\-$]+\s*(?::\s|=)|[,;]$/.test(trimmed);
}

function isFollowedByBlock({ lines, index }: IndentedLines, end: number): boolean {
  const line = lines[index];
  const next = lines[index + 1];
  if (line === undefined || next === undefined || end > line.end || next.text.trim() === '')
    return false;
  return getIndentation(next).length > getIndentation(line).length && !/,\s*$/.test(line.text);
}
