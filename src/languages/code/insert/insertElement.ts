import type { Insertion, TextRange } from '../../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../../text/edits.ts';
import { getIndentation, getLine } from '../../text/lines.ts';
import { splitList, trimRange } from '../../text/list.ts';
import type { OpenBracket } from '../syntax/codeRegion.ts';
import { at, createKeys, type CodeInsertion, type ValueWriter } from './codeLanguage.ts';

/** What comes before the value of an element: `'key': `, `name = `, `name: `. */
const label = /^\s*(?:[\w$.\-]+|"[^"\n]*"|'[^'\n]*'|\[[^\]\n]*\])\s*[:=](?!=)\s*/;

/** An operator or a keyword that needs a value after it. */
const dangling =
  /(?:[=<>*/%&|?:]|(?<!\+)\+|(?<!-)-|\b(?:in|not|and|or|is|if|else|return|await))\s*$/;

/** Inserts images into a list, a map, or the arguments of a call. */
export function insertElement(
  insertion: CodeInsertion,
  bracket: OpenBracket,
  writeValue: ValueWriter,
): Insertion {
  const { language, region, images } = insertion;
  const { text, masked, cursor } = region;
  const parts = splitList(masked, bracket.start, bracket.end);
  const part = parts.find(({ end }) => cursor <= end) ?? { start: cursor, end: cursor };
  const content = trimRange(masked, part);
  const element = masked.slice(content.start, content.end);
  const labelEnd = content.start + (label.exec(element)?.[0].length ?? 0);
  const isUnderLabel =
    cursor >= content.end &&
    element !== '' &&
    (labelEnd >= content.end ||
      // Data has no operators.
      (language.hasKeys === undefined &&
        dangling.test(masked.slice(Math.max(part.start, cursor - 200), cursor))));
  const place = { before: isUnderLabel ? element : bracket.before, bracket };
  const values = images.map((image) => writeValue(insertion, image, place));
  if (isUnderLabel) {
    const [first = concatenate('')] = values;
    const value =
      values.length === 1
        ? first
        : (language.writeValues?.(values, place) ?? language.list(values));
    return replaceRange(
      at(cursor),
      concatenate(/[\s=]/.test(text[cursor - 1] ?? '') ? '' : ' ', value),
    );
  }
  const isLabeled =
    label.test(element) || parts.some((each) => label.test(masked.slice(each.start, each.end)));
  const needsKeys = language.hasKeys?.(bracket) ?? (bracket.kind === '{' && isLabeled);
  const writeKey = language.writeKey ?? ((key: string) => `${language.quote(key)}: `);
  const keys = needsKeys ? createKeys(images, text) : [];
  const items = needsKeys
    ? values.map((value, index) => concatenate(writeKey(keys[index] ?? ''), value))
    : values;
  const first = parts[0] ?? part;
  // Python has no positional arguments after named ones.
  const isNamed = bracket.kind === '(' && language.syntax.lineComments.includes('#') && isLabeled;
  if (isNamed && element !== '' && trimRange(masked, first).start < cursor) {
    const { start } = trimRange(masked, first);
    return replaceRange(at(start), concatenate(join(items, ', '), ', '));
  }
  return insertItems(insertion, { part, content, isLast: part.end === bracket.end }, items);
}

interface ListPart {
  readonly part: TextRange;
  readonly content: TextRange;
  readonly isLast: boolean;
}

function insertItems(
  { language, region, context }: CodeInsertion,
  { part, content, isLast }: ListPart,
  items: readonly WrittenText[],
): Insertion {
  const { text, masked, cursor } = region;
  const lineStart = text.lastIndexOf('\n', cursor - 1) + 1;
  const before = text.slice(lineStart, cursor);
  const isOwnLine =
    /^\s*$/.test(before) &&
    /^[^\S\n]*(?:\n|$)/.test(text.slice(cursor, cursor + 200)) &&
    lineStart >= part.start;
  const isEmpty = content.start === content.end;
  if (isOwnLine) {
    const written = join(items, `,${context.eol}${before}`);
    const isAfter = !isEmpty && content.end <= cursor;
    const isTrailing = isEmpty || isAfter ? isLast && language.hasTrailingCommas : true;
    const insertion = replaceRange(at(cursor), concatenate(written, isTrailing ? ',' : ''));
    if (!isAfter) return insertion;
    const comma = { ...at(content.end), text: ',', alts: [] };
    return { ...insertion, edits: [comma, ...insertion.edits] };
  }
  const gap = /^\s*\n[^\S\n]*/.test(text.slice(part.start, content.start))
    ? context.eol + getIndentation(getLine(text, content.start))
    : ' ';
  const list = join(items, `,${gap}`);
  if (isEmpty) {
    const space = masked[cursor - 1] === ',' ? ' ' : '';
    return replaceRange(at(cursor), concatenate(space, list));
  }
  return cursor <= content.start
    ? replaceRange(at(content.start), concatenate(list, `,${gap}`))
    : replaceRange(at(content.end), concatenate(`,${gap}`, list));
}
