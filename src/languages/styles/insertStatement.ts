import type { Insertion, InsertionNote, TextEdit } from '../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../text/edits.ts';
import { getNextLine, getPreviousLine, isBlank } from '../text/lines.ts';
import { getBlockKind } from './syntax/blockKind.ts';
import {
  getBlockIndentation,
  getIndentationUnit,
  getPreviousText,
  splitLine,
} from './syntax/styleLayout.ts';
import { findHeaderEnd, type StyleBlock, type StyleRegion } from './syntax/styleRegion.ts';
import type { StyleWriter } from './styleWriter.ts';

/** Inserts a declaration, or a rule where declarations cannot be, at the start or end of a statement. */
export function insertStatement(
  region: StyleRegion,
  position: number,
  blocks: readonly StyleBlock[],
  writer: StyleWriter,
  notes: readonly InsertionNote[] = [],
): Insertion {
  const { text } = region;
  switch (getBlockKind(blocks)) {
    case 'rule':
      if (writer.isRule) return insertRule(region, position, blocks.at(-1), writer, notes);
      return insertDeclarations(text, position, blocks.at(-1), writer, notes);
    case 'theme':
      return insertDeclarations(text, position, blocks.at(-1), toThemeVariables(writer), notes);
    case 'group':
      return blocks.length === 0
        ? insertTopRule(region, position, writer, notes)
        : insertRule(region, position, blocks.at(-1), writer, notes);
    case 'other': {
      // After the outermost block that has no rules.
      const index = blocks.findIndex(
        (_, each) => getBlockKind(blocks.slice(0, each + 1)) === 'other',
      );
      const outer = blocks.slice(0, index);
      const end = findBlockEnd(region, blocks.length - outer.length);
      return insertStatement(region, end, outer, writer, ['moved']);
    }
  }
}

function insertDeclarations(
  text: string,
  position: number,
  block: StyleBlock | undefined,
  writer: StyleWriter,
  notes: readonly InsertionNote[],
): Insertion {
  const { eol } = writer;
  const { line, before, after } = splitLine(text, position);
  const lines = writer.declarations.map((each) => concatenate(each, ';'));
  const inner = getBlockIndentation(text, block);
  if (isBlank(line)) {
    const indentation = before === '' ? inner : before;
    const written = join(lines, eol + indentation);
    return replaceRange(line, concatenate(indentation, written), notes);
  }
  if (before.trim() === '') {
    const written = join(lines, eol + before);
    if (!after.startsWith('}'))
      return insertText(position, concatenate(written, eol + before), notes);
    return insertText(line.start, concatenate(inner, join(lines, eol + inner), eol), notes);
  }
  const isOpening = block !== undefined && text.slice(block.open, position).trim() === '';
  if (isOpening && /^\s*\}\s*$/.test(after)) {
    // An empty block on one line.
    const end = position + after.indexOf('}');
    const outer = inner.slice(0, -getIndentationUnit(text).length);
    const written = concatenate(eol + inner, join(lines, eol + inner), eol + outer);
    return replaceRange({ start: block.open, end }, written, notes);
  }
  if (/^\s*(?:\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(after)) {
    const indentation = isOpening ? inner : getLineIndentation(before);
    const start = position + after.trimEnd().length;
    return insertText(start, concatenate(eol + indentation, join(lines, eol + indentation)), notes);
  }
  const space = /\s$/.test(before) ? '' : ' ';
  return insertText(
    position,
    concatenate(space, join(lines, ' '), /^\s/.test(after) ? '' : ' '),
    notes,
  );
}

function insertTopRule(
  region: StyleRegion,
  position: number,
  writer: StyleWriter,
  notes: readonly InsertionNote[],
): Insertion {
  const headerEnd = findHeaderEnd(region);
  return position < headerEnd
    ? insertRule(region, headerEnd, undefined, writer, ['moved'])
    : insertRule(region, position, undefined, writer, notes);
}

function insertRule(
  { text }: StyleRegion,
  position: number,
  block: StyleBlock | undefined,
  writer: StyleWriter,
  notes: readonly InsertionNote[],
): Insertion {
  const { eol } = writer;
  const { line, before, after } = splitLine(text, position);
  const own = isBlank(line) || before.trim() === '' ? before : '';
  const indentation = own === '' ? getBlockIndentation(text, block) : own;
  const rule = writeRule(writer, indentation, getIndentationUnit(text));
  if (isBlank(line)) {
    const previous = getPreviousText(text, line);
    const next = getNextLine(text, line);
    const isFirst = previous === undefined || previous.end <= (block?.open ?? 0);
    const hasGap = isFirst || isBlank(getPreviousLine(text, line));
    const hasText = next !== undefined && !isBlank(next) && !/^\s*\}/.test(next.text);
    const written = concatenate(hasGap ? '' : eol, indentation, rule, hasText ? eol : '');
    return replaceRange(line, written, notes);
  }
  if (before.trim() === '' && !/^\s*\}/.test(after)) {
    return insertText(position, concatenate(rule, eol + eol + before), notes);
  }
  if (before.trim() === '') {
    return insertText(line.start, concatenate(indentation, rule, eol), notes);
  }
  const isOpening = block !== undefined && text.slice(block.open, position).trim() === '';
  const next = getNextLine(text, line);
  const isClosing = /^\s*\}/.test(after);
  const isFollowed =
    after.trim() === '' ? !isBlank(next) && !/^\s*\}/.test(next?.text ?? '') : !isClosing;
  const written = concatenate(
    isOpening ? eol : eol + eol,
    indentation,
    rule,
    after.trim() === '' ? (isFollowed ? eol : '') : isClosing ? eol : eol + eol,
  );
  return insertText(position, written, notes);
}

/** A rule for each template of the user that is one, or one rule for all declarations. */
function writeRule(
  { declarations, names, isRule, eol }: StyleWriter,
  indentation: string,
  unit: string,
): WrittenText {
  if (isRule) return join(declarations, eol + eol + indentation);
  const line = eol + indentation;
  const lines = declarations.map((each) => concatenate(line + unit, each, ';'));
  return concatenate(`.${names[0] ?? ''} {`, ...lines, `${line}}`);
}

/** Tailwind CSS makes a class of each variable: `bg-fox`. */
function toThemeVariables(writer: StyleWriter): StyleWriter {
  return {
    ...writer,
    declarations: writer.values.map((value, index) =>
      concatenate(`--background-image-${writer.names[index] ?? ''}: `, value),
    ),
  };
}

/** The end of the enclosing block that is this many levels out. */
function findBlockEnd({ text, tokens, cursor }: StyleRegion, levels: number): number {
  let depth = levels;
  for (const { kind, start, end } of tokens) {
    if (start < cursor) continue;
    if (kind === '{') depth++;
    if (kind === '}' && --depth === 0) return end;
  }
  return text.length;
}

function insertText(
  position: number,
  written: string | WrittenText,
  notes: readonly InsertionNote[],
): Insertion {
  return replaceRange({ start: position, end: position }, written, notes);
}

/** An insertion together with an edit before it. */
export function addEdit(edit: TextEdit, { edits, notes }: Insertion): Insertion {
  return { edits: [edit, ...edits], notes };
}

function getLineIndentation(before: string): string {
  return /^[^\S\n]*/.exec(before)?.[0] ?? '';
}
