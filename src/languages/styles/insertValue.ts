import type { Insertion, TextRange } from '../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../text/edits.ts';
import type { StyleValue } from './syntax/declaration.ts';
import { canHaveImage, insertArgument } from './insertArgument.ts';
import { getValueKind, hasImage } from './syntax/properties.ts';
import { maskStyle, type StyleRegion } from './syntax/styleRegion.ts';
import type { StyleWriter } from './styleWriter.ts';
import { findClosing, splitList, trimRange } from '../text/list.ts';

/** Values that cannot be combined with others. */
const loneKeyword = /^(?:none|auto|normal|inherit|initial|unset|revert|revert-layer|null|false)$/i;

/**
 * Inserts images into a value.
 * @returns undefined if the value cannot have them
 */
export function insertValue(
  region: StyleRegion,
  value: StyleValue,
  writer: StyleWriter,
): Insertion | undefined {
  const { text, tokens } = region;
  // Offsets of the document: what is before the value is left out.
  const masked = ' '.repeat(value.start) + maskStyle(text, tokens, value.start, value.end);
  let cursor = Math.min(region.cursor, value.end);
  const openings = region.openings.filter(({ start }) => start > value.start);
  for (let last = openings.pop(); last !== undefined; last = openings.pop()) {
    const end = findClosing(masked, last.start, masked.length);
    const range = { start: last.start, end };
    if (canHaveImage(masked, range, last.name, cursor)) {
      return close(value, insertArgument(region, masked, range, last.name, writer));
    }
    cursor = Math.min(end + 1, value.end);
  }
  const parts = splitList(masked, value.start, masked.length);
  const part = parts.find(({ end }) => cursor <= end) ?? { start: value.start, end: value.end };
  const insertion = insertLayer(
    region,
    masked,
    value,
    { part, cursor, isLast: part === parts.at(-1) },
    writer,
  );
  return insertion && close(value, insertion);
}

/** The part of a comma-separated list that the cursor is in. */
interface Layer {
  readonly part: TextRange;
  readonly cursor: number;
  readonly isLast: boolean;
}

function insertLayer(
  region: StyleRegion,
  masked: string,
  value: StyleValue,
  { part, cursor, isLast }: Layer,
  writer: StyleWriter,
): Insertion | undefined {
  const kind = getValueKind(value.property);
  const content = trimRange(masked, part);
  const current = masked.slice(content.start, content.end);
  const isWhole = part.start === value.start && isLast;
  if (current === '') return insertBlank(region, value, part, isWhole, writer);
  if (loneKeyword.test(current) && isWhole && kind !== 'none') {
    const isKept = kind === 'cursor' && current !== 'none';
    return isKept
      ? insertPadded(region, content.start, concatenate(join(writer.values, ', '), ','))
      : replaceRange(content, writeValues(value, writer));
  }
  // A variable with another value is no list of images.
  if (/^[$@]|^--/.test(value.property) && !hasImage(current)) return undefined;
  switch (kind) {
    case 'none':
      return undefined;
    case 'single':
      return hasImage(current)
        ? undefined
        : insertPadded(region, moveOutOfWord(masked, cursor, content), writeValues(value, writer));
    case 'content':
      return insertPadded(region, moveOutOfWord(masked, cursor, content), join(writer.values, ' '));
    case 'cursor': {
      const layers = join(writer.values, ', ');
      return hasImage(current)
        ? replaceRange({ start: content.end, end: content.end }, concatenate(', ', layers))
        : replaceRange({ start: content.start, end: content.start }, concatenate(layers, ', '));
    }
    case 'layers':
      return insertIntoLayers(region, masked, value, { content, cursor, isLast }, writer);
  }
}

function insertIntoLayers(
  region: StyleRegion,
  masked: string,
  { property }: StyleValue,
  { content, cursor, isLast }: { content: TextRange; cursor: number; isLast: boolean },
  { values }: StyleWriter,
): Insertion {
  const current = masked.slice(content.start, content.end);
  const isVariable = /^[$@]|^--/.test(property);
  if (hasImage(current) || (isVariable && cursor >= content.end)) {
    // Only the last layer of a background can have a color.
    const isBefore = /background$/i.test(property) && isLast && !/^[^()]*\([^()]*\)$/.test(current);
    const layers = join(values, ', ');
    return isBefore
      ? replaceRange({ start: content.start, end: content.start }, concatenate(layers, ', '))
      : replaceRange({ start: content.end, end: content.end }, concatenate(', ', layers));
  }
  const [last = '', ...others] = values.toReversed();
  const position = moveOutOfWord(masked, cursor, content);
  const insertion = insertPadded(region, position, last);
  if (others.length === 0) return insertion;
  const layers = concatenate(join(others.toReversed(), ', '), ', ');
  if (position === content.start) {
    return insertPadded(region, position, concatenate(layers, last));
  }
  const { edits } = replaceRange({ start: content.start, end: content.start }, layers);
  return { edits: [...edits, ...insertion.edits], notes: [] };
}

/** The first value of a declaration, or of a place between commas. */
function insertBlank(
  { text, cursor }: StyleRegion,
  value: StyleValue,
  part: TextRange,
  isWhole: boolean,
  writer: StyleWriter,
): Insertion {
  const written = isWhole ? writeValues(value, writer) : join(writer.values, ', ');
  const position = Math.max(cursor, part.start);
  const isOnLine = !text.slice(part.start, position).includes('\n');
  const end = position + getSpaceBeforeSemicolon(text, position);
  return replaceRange(
    { start: isOnLine ? part.start : position, end },
    concatenate(
      isOnLine ? ' ' : '',
      written,
      /^[^\s;,)}]/.test(text.slice(end, end + 1)) ? ' ' : '',
    ),
  );
}

/** The images as the whole value. */
function writeValues({ property }: StyleValue, { values }: StyleWriter): WrittenText {
  switch (getValueKind(property)) {
    case 'cursor':
      return concatenate(join(values, ', '), ', auto');
    case 'content':
      return join(values, ' ');
    case 'single':
      return values.length > 1 ? writeImageSet(values) : concatenate(...values);
    case 'layers':
    case 'none':
      return join(values, ', ');
  }
}

/** Writes several images as one, from which the browser selects by the resolution of the screen. */
function writeImageSet(values: readonly WrittenText[]): WrittenText {
  const candidates = values.map((value, index) => concatenate(value, ` ${index + 1}x`));
  return concatenate('image-set(', join(candidates, ', '), ')');
}

function insertPadded(
  { text }: StyleRegion,
  position: number,
  written: string | WrittenText,
): Insertion {
  const end = position + getSpaceBeforeSemicolon(text, position);
  const before = /[\s(]/.test(text[position - 1] ?? ' ') ? '' : ' ';
  const after = /[\s;,)!}]/.test(text[end] ?? ' ') ? '' : ' ';
  return replaceRange({ start: position, end }, concatenate(before, written, after));
}

function getSpaceBeforeSemicolon(text: string, position: number): number {
  return /^[^\S\n]+(?=[;\r\n]|$)/.exec(text.slice(position, position + 100))?.[0].length ?? 0;
}

function moveOutOfWord(masked: string, cursor: number, content: TextRange): number {
  let position = Math.min(Math.max(cursor, content.start), content.end);
  if (position === content.start) return position;
  let depth = 0;
  while (position < content.end && (depth > 0 || /\S/.test(masked[position - 1] ?? ''))) {
    const character = masked[position] ?? '';
    if (depth === 0 && /\s/.test(character)) break;
    if (character === '(') depth++;
    if (character === ')') depth--;
    position++;
  }
  return position;
}

/** Adds the semicolon that a statement lacks. */
function close({ isUnterminated, statementEnd }: StyleValue, insertion: Insertion): Insertion {
  const last = insertion.edits.at(-1);
  if (!isUnterminated || last === undefined) return insertion;
  if (last.end < statementEnd) {
    const semicolon = { start: statementEnd, end: statementEnd, text: ';', alts: [] };
    return { ...insertion, edits: [...insertion.edits, semicolon] };
  }
  return {
    ...insertion,
    edits: [...insertion.edits.slice(0, -1), { ...last, text: `${last.text.trimEnd()};` }],
  };
}
