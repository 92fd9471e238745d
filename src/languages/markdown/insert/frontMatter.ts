import type { Insertion, TextRange } from '../../language.ts';
import { replaceRange } from '../../text/edits.ts';
import { getLine, getPreviousLine, type Line } from '../../text/lines.ts';
import { fieldHasImage } from '../syntax/imageFields.ts';
import type { Scene } from './scene.ts';
import { isReplaceable } from './writePath.ts';

/**
 * Inserts paths into front matter where the value of a field for images is missing or is one.
 * @param end where the front matter ends
 * @returns undefined if the offset is elsewhere in it
 */
export function insertIntoFrontMatter(
  scene: Scene,
  offset: number,
  end: number,
): Insertion | undefined {
  const { text } = scene;
  const line = getLine(text, offset);
  const isToml = text.startsWith('+++');
  const field = readField(line);
  const itemLead = /^\s*-\s+/.exec(line.text)?.[0] ?? '';
  const name =
    field?.name ?? (itemLead === '' && !isListLine(line) ? '' : findListName(text, line));
  const lead = field?.lead ?? (itemLead === '' ? getListLead(line) : itemLead);
  const valueStart = line.start + lead.length;
  if (line.end >= end || offset < valueStart || name === '') return undefined;
  const value = text.slice(valueStart, line.end).trimEnd();
  const isList = value.startsWith('[') || (field === undefined && itemLead === '');
  const slot = isList
    ? findElement(text, { start: valueStart, end: line.end }, offset)
    : { start: valueStart, end: valueStart + removeComment(value).length };
  const current = unquote(text.slice(slot.start, slot.end).trim());
  const isImage =
    fieldHasImage(name) && (current === '' || isReplaceable(current) || !/[\s:]/.test(current));
  if (!isImage && !(current !== '' && isReplaceable(current))) return undefined;
  const before = /[:=]$/.test(text.slice(line.start, slot.start)) ? ' ' : '';
  const scalars = scene.images.map(({ path }) => writeScalar(path, isToml));
  const isItem = !isList && field === undefined;
  const written = isItem
    ? scalars.join(`${scene.context.eol}${lead}`)
    : isList || scalars.length < 2
      ? scalars.join(', ')
      : `[${scalars.join(', ')}]`;
  return replaceRange(slot, before + written);
}

interface Field {
  readonly name: string;
  /** The text before the value. */
  readonly lead: string;
}

function readField({ text }: Line): Field | undefined {
  const end = text.search(/:(?=\s|$)|=/) + 1;
  const name = unquote(
    text
      .slice(0, end - 1)
      .replace(/^\s*(?:-\s)?/, '')
      .trim(),
  );
  if (end === 0 || !/^[\w.\- ]+$/.test(name)) return undefined;
  return { name, lead: text.slice(0, end) + (/^\s*/.exec(text.slice(end))?.[0] ?? '') };
}

function removeComment(value: string): string {
  const start = value.search(/\s#/);
  return start === -1 ? value : value.slice(0, start).trimEnd();
}

/** Whether a line is one of a list in brackets: in TOML, each value can be on its own. */
function isListLine({ text }: Line): boolean {
  return /^\s+(?:["']|$)/.test(text);
}

function getListLead({ text }: Line): string {
  return /^\s*/.exec(text)?.[0] ?? '';
}

/** Lines of a list that are searched for its name. */
const maxListLines = 50;

/** The name of the field whose list a line belongs to. */
function findListName(text: string, line: Line): string {
  let previous = getPreviousLine(text, line);
  for (let count = 0; previous && count < maxListLines; count++) {
    const field = readField(previous);
    if (field && !/^\s*-/.test(previous.text)) return field.name;
    previous = getPreviousLine(text, previous);
  }
  return '';
}

/** The value in a list in brackets, or the value alone, that an offset is in. */
function findElement(text: string, range: TextRange, offset: number): TextRange {
  const before = text.slice(range.start, offset);
  const typed = before.slice(Math.max(before.lastIndexOf('['), before.lastIndexOf(',')) + 1);
  const rest = /^[^\],]*/.exec(text.slice(offset, range.end))?.[0] ?? '';
  return { start: offset - typed.trimStart().length, end: offset + rest.trimEnd().length };
}

function unquote(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value.replace(/^["']/, '');
}

/** Quoted unless every parser reads it as a string. */
function writeScalar(path: string, isToml: boolean): string {
  const isPlain =
    !isToml && /^[\p{L}./][\p{L}\p{N}\p{M}._/+-]*$/u.test(path) && !/^\.\d/.test(path);
  return isPlain ? path : JSON.stringify(path);
}
