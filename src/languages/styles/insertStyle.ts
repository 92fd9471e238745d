import type { DocumentLanguage, Insertion } from '../language.ts';
import { replaceRange } from '../text/edits.ts';
import { replaceSelection } from '../text/replaceSelection.ts';
import { readValue } from './syntax/declaration.ts';
import type { StyleDialect } from './syntax/dialect.ts';
import { findStyleReferences } from './findStyleReferences.ts';
import { readLines } from './syntax/indentedLines.ts';
import { readStatement } from './syntax/indentedStatement.ts';
import { canHaveImage, insertArgument } from './insertArgument.ts';
import { insertIndented } from './insertIndented.ts';
import { insertIntoToken } from './insertSlot.ts';
import { addEdit, insertStatement } from './insertStatement.ts';
import { insertValue } from './insertValue.ts';
import { splitLine } from './syntax/styleLayout.ts';
import {
  getNameBefore,
  maskStyle,
  readStyleRegion,
  type StyleRegion,
} from './syntax/styleRegion.ts';
import { createStyleWriter, type StyleWriter } from './styleWriter.ts';
import { findClosing } from '../text/list.ts';

/** A language of styles. */
export function createStyleLanguage(
  dialect: StyleDialect,
  ids: readonly string[],
  extensions: readonly string[],
): DocumentLanguage {
  return {
    ids,
    extensions,
    insert: (text, range, images, context) => {
      const writer = createStyleWriter(images, context);
      return replaceSelection(text, range, (rest, cursor) =>
        insertAt(readRegion(rest, cursor, dialect), writer),
      );
    },
    findReferences: (text) => findStyleReferences(text, dialect),
  };
}

/** Rules whose strings and URLs are names of style sheets and the like. */
const header = /^\s*@(?:charset|forward|import|layer|namespace|plugin|require|use)\b/;

/** What a cursor is in. In a mark of a comment, or in the text of a header, it goes on to where something can be. */
function readRegion(text: string, cursor: number, dialect: StyleDialect): StyleRegion {
  const region = readStyleRegion(text, cursor, dialect);
  const { tokens, token, start } = region;
  if (token === undefined) {
    const comment = tokens.find(
      (each) => each.kind === 'comment' && each.start < cursor && cursor < each.end,
    );
    if (comment === undefined) return region;
    const { content } = comment;
    const inside = Math.max(content.start, Math.min(cursor, content.end));
    return readStyleRegion(text, inside, dialect);
  }
  const isTaken =
    token.kind !== 'comment' &&
    token.isClosed &&
    text.slice(token.content.start, token.content.end).trim() !== '' &&
    header.test(maskStyle(text, tokens, start, token.start));
  return isTaken ? readStyleRegion(text, token.end, dialect) : region;
}

function insertAt(region: StyleRegion, writer: StyleWriter): Insertion {
  const { text, cursor, dialect, blocks, token } = region;
  const isIndented = dialect.isIndented && (blocks.length === 0 || !dialect.hasBraces);
  if (token !== undefined) {
    const own = isIndented ? readStatement(region, readLines(text, cursor)) : region;
    return insertIntoToken(own, token, writer);
  }
  if (isIndented) {
    const insertion = insertIndented(region, writer);
    if (insertion !== undefined) return insertion;
  }
  return insertIntoBraces(region, writer);
}

function insertIntoBraces(region: StyleRegion, writer: StyleWriter): Insertion {
  const { text, tokens, cursor, start, end, terminator, blocks } = region;
  const head = maskStyle(text, tokens, start, cursor);
  if (head.trim() === '') return insertStatement(region, cursor, blocks, writer);
  const value = readValue(region);
  if (value !== undefined) {
    if (isBelowValue(region, value.start)) return insertBelow(region, value.start, writer);
    const insertion = insertValue(region, value, writer);
    return insertion ?? insertStatement(region, value.statementEnd, blocks, writer);
  }
  const opening = region.openings.at(-1);
  if (terminator !== '{' && opening !== undefined) {
    const masked = ' '.repeat(start) + maskStyle(text, tokens, start, end);
    const range = { start: opening.start, end: findClosing(masked, opening.start, end) };
    if (canHaveImage(masked, range, opening.name, cursor))
      return insertArgument(region, masked, range, opening.name, writer);
  }
  if (terminator === '{') return insertIntoBlock(region, writer);
  // The part of the property that has been typed.
  const typed = getNameBefore(text, cursor);
  const isComplete = /^[\w-]*\s{0,20}:/.test(text.slice(cursor, cursor + 60));
  if (
    typed !== '' &&
    !isComplete &&
    head.trim() === typed &&
    'background-image'.startsWith(typed.toLowerCase())
  ) {
    const { edits, notes } = insertStatement(
      { ...region, text: text.slice(0, cursor - typed.length) + text.slice(cursor) },
      cursor - typed.length,
      blocks,
      writer,
    );
    return {
      edits: edits.map((edit) => ({ ...edit, end: edit.end + typed.length })),
      notes,
    };
  }
  return insertStatement(region, terminator === ';' ? end + 1 : trimEnd(text, end), blocks, writer);
}

/** Inserts into the block whose selector or at-rule the cursor is in. */
function insertIntoBlock(region: StyleRegion, writer: StyleWriter): Insertion {
  const { text, tokens, start, end, blocks } = region;
  const prelude = maskStyle(text, tokens, start, end).trim();
  const inner = { start, open: end + 1, prelude };
  return insertStatement({ ...region, cursor: end + 1 }, end + 1, [...blocks, inner], writer, [
    'moved',
  ]);
}

/** Whether the cursor is on an empty line below a declaration that lacks its semicolon. */
function isBelowValue(
  { text, tokens, cursor, openings }: StyleRegion,
  valueStart: number,
): boolean {
  const { line } = splitLine(text, cursor);
  if (line.text.trim() !== '' || line.start <= valueStart) return false;
  const before = maskStyle(text, tokens, valueStart, line.start).trim();
  return before !== '' && !/[,(+\-*/]$/.test(before) && openings.length === 0;
}

function insertBelow(region: StyleRegion, valueStart: number, writer: StyleWriter): Insertion {
  const { text, tokens, cursor, blocks } = region;
  const { line } = splitLine(text, cursor);
  const before = maskStyle(text, tokens, valueStart, line.start).trimEnd();
  const position = valueStart + before.length;
  const [semicolon] = replaceRange({ start: position, end: position }, ';').edits;
  const insertion = insertStatement(region, cursor, blocks, writer);
  return semicolon === undefined ? insertion : addEdit(semicolon, insertion);
}

function trimEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length;
}
