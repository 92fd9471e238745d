import type { TextRange } from '../../language.ts';
import { getLine } from '../../text/lines.ts';

/** Where only a path is missing, in syntax that is not complete yet, so that no parser finds it. */
export interface LineSlot extends TextRange {
  readonly kind: 'path' | 'wiki';
  /** What has to be written before the path. */
  readonly before: string;
}

const emptyDefinition = /^\s{0,3}\[(?!\^)[^[\]]+\]:[ \t]*(?=$)/;
const openDestination = /\]\(<?[^()<>\n]*$/;
const openAttribute = /<[a-z][^<>]*\s(?:src|srcset|href|poster)\s*=\s*(["'])[^"'<>]*$/i;
const openEmbed = /!\[\[[^[\]|]*$/;

/** Characters of a line that are searched before and after the cursor. */
const maxSlotCharacters = 2_000;

/** Finds a slot from the text of a line before the cursor and after it. */
export function findLineSlot(text: string, offset: number): LineSlot | undefined {
  const line = getLine(text, offset);
  const before = text.slice(Math.max(line.start, offset - maxSlotCharacters), offset);
  const after = text.slice(offset, Math.min(line.end, offset + maxSlotCharacters));
  if (emptyDefinition.test(before.replace(/^[\s>]*/, '')) && after.trim() === '') {
    const gap = before.endsWith(':') ? ' ' : '';
    return { kind: 'path', start: offset, end: offset, before: gap };
  }
  const destination = openDestination.exec(before)?.[0];
  if (destination !== undefined) {
    const typed = destination.replace(/^\]\(<?/, '');
    const rest = /^[^()\n]*(?=\))/.exec(after) ?? /^[^()\s]*/.exec(after);
    return createSlot('path', offset, typed, rest?.[0] ?? '');
  }
  const attribute = openAttribute.exec(before);
  if (attribute !== null) {
    const typed = before.slice(before.lastIndexOf(attribute[1] ?? '"') + 1);
    return createSlot('path', offset, typed, /^[^"'<>\s]*/.exec(after)?.[0] ?? '');
  }
  const embed = openEmbed.exec(before)?.[0];
  if (embed === undefined || !/^[^[\]\n]*\]\]/.test(after)) return undefined;
  return createSlot('wiki', offset, embed.slice(3), /^[^[\]|\n]*/.exec(after)?.[0] ?? '');
}

function createSlot(kind: LineSlot['kind'], offset: number, typed: string, rest: string): LineSlot {
  return { kind, start: offset - typed.length, end: offset + rest.length, before: '' };
}
