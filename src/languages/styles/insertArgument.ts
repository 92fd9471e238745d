import type { Insertion, TextRange } from '../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../text/edits.ts';
import { hasNoImages } from './syntax/properties.ts';
import type { StyleRegion } from './syntax/styleRegion.ts';
import type { StyleWriter } from './styleWriter.ts';
import { splitList, trimRange } from '../text/list.ts';

/** Functions of CSS whose arguments are images. */
const listFunctions = /^(?:(?:-webkit-)?cross-fade|image|var|env|if|)$/;

/** Functions that can have images besides their other arguments. A name that is empty is that of a map. */
const imageFunctions = /^(?:(?:-webkit-)?(?:cross-fade|image-set)|image|var|env|if|)$/;

/** The key of a map, or the name of an argument. */
const key = /^\s*["']?[\w\-$]+["']?\s*:/;

/** Whether an image can be among arguments: functions that are not known can have one only where one is missing. */
export function canHaveImage(
  masked: string,
  range: TextRange,
  name: string,
  cursor: number,
): boolean {
  if (hasNoImages(name)) return false;
  if (imageFunctions.test(name)) return true;
  const part = splitList(masked, range.start, range.end).find(({ end }) => cursor <= end) ?? range;
  return /(?:^|:)\s*$/.test(masked.slice(part.start, part.end));
}

/** Inserts images into the arguments of a function or a mixin, or into a map. */
export function insertArgument(
  region: StyleRegion,
  masked: string,
  range: TextRange,
  name: string,
  writer: StyleWriter,
): Insertion {
  const parts = splitList(masked, range.start, range.end);
  const part = parts.find(({ end }) => region.cursor <= end) ?? range;
  const content = trimRange(masked, part);
  const argument = masked.slice(content.start, content.end);
  const isBlank = argument === '';
  const at = (position: number, ...written: (string | WrittenText)[]) =>
    replaceRange({ start: position, end: position }, concatenate(...written));
  const cursor = Math.min(Math.max(region.cursor, part.start), part.end);
  const before = isBlank && masked[cursor - 1] === ',' ? ' ' : '';
  if (name.endsWith('image-set'))
    return insertCandidates(
      region.text,
      cursor,
      { content, argument, count: parts.length },
      writer,
    );
  const hasKeys = parts.some(({ start, end }) => key.test(masked.slice(start, end)));
  const named = join(
    writer.values.map((value, index) => concatenate(`"${writer.names[index] ?? ''}": `, value)),
    `,${getGap(region.text, part)}`,
  );
  const written = writeArgument(region, name, writer, parts.length);
  if (isBlank) {
    return at(cursor, before, hasKeys && name === '' ? named : written);
  }
  const keyLength = key.exec(argument)?.[0].length;
  if (keyLength !== undefined && argument.slice(keyLength).trim() === '') {
    return at(cursor, /\s/.test(region.text[cursor - 1] ?? '') ? '' : ' ', written);
  }
  const isNamed = keyLength !== undefined && name === '';
  return at(content.end, `,${getGap(region.text, part)}`, isNamed ? named : written);
}

/** The white space between the parts of a list: a new line if each is on its own. */
function getGap(text: string, { start }: TextRange): string {
  return /^\r?\n[^\S\n]*/.exec(text.slice(start, start + 200))?.[0] ?? ' ';
}

/** Several images as one argument. */
function writeArgument(
  { dialect }: StyleRegion,
  name: string,
  { values }: StyleWriter,
  count: number,
): WrittenText {
  const list = join(values, ', ');
  if (values.length === 1 || listFunctions.test(name)) return list;
  if (dialect.listArgument === 'parentheses') return concatenate('(', list, ')');
  return count === 1 ? concatenate(list, ';') : list;
}

function insertCandidates(
  text: string,
  cursor: number,
  { content, argument, count }: { content: TextRange; argument: string; count: number },
  { values }: StyleWriter,
): Insertion {
  const at = (position: number, ...written: (string | WrittenText)[]) =>
    replaceRange({ start: position, end: position }, concatenate(...written));
  const resolve = (first: number) =>
    join(
      values.map((value, index) => concatenate(value, ` ${first + index}x`)),
      ', ',
    );
  if (argument === '') return at(cursor, text[cursor - 1] === ',' ? ' ' : '', resolve(count));
  if (/["'(]/.test(argument)) return at(content.end, ', ', resolve(count + 1));
  // The resolution is there already.
  const space = /\s/.test(text[cursor] ?? '') ? '' : ' ';
  return at(Math.min(cursor, content.start), join(values, ` ${argument}, `), space);
}
