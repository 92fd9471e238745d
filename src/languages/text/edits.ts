import type { AltRange, Insertion, InsertionNote, TextEdit, TextRange } from '../language.ts';

/** A text with the ranges of the alt texts in it. */
export interface WrittenText {
  readonly text: string;
  readonly alts: readonly AltRange[];
}

/** Concatenates texts. A plain string has no alt text. */
export function concatenate(...parts: readonly (string | WrittenText)[]): WrittenText {
  let text = '';
  const alts: AltRange[] = [];
  for (const part of parts) {
    if (typeof part === 'string') text += part;
    else {
      alts.push(...part.alts.map((alt) => ({ ...alt, ...shiftRange(alt, text.length) })));
      text += part.text;
    }
  }
  return { text, alts };
}

/** Concatenates texts with a separator between them. */
export function join(parts: readonly (string | WrittenText)[], separator: string): WrittenText {
  return concatenate(...parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

/** A text that is an alt text as a whole. */
export function altText(text: string): WrittenText {
  return { text, alts: [{ start: 0, end: text.length }] };
}

/** An alt text that is written again, and changes with the one before it. */
export function copyOf({ text, alts }: WrittenText): WrittenText {
  return { text, alts: alts.map((alt) => ({ ...alt, isCopy: true })) };
}

/** An insertion of one edit. */
export function replaceRange(
  range: TextRange,
  written: string | WrittenText,
  notes: readonly InsertionNote[] = [],
): Insertion {
  const { text, alts } = concatenate(written);
  return { edits: [{ start: range.start, end: range.end, text, alts }], notes };
}

/** An insertion into an embedded language, as one into the document that contains it from `offset` on. */
export function shiftInsertion({ edits, notes }: Insertion, offset: number): Insertion {
  return { edits: edits.map((edit) => ({ ...edit, ...shiftRange(edit, offset) })), notes };
}

/** Applies edits to the text that they refer to. */
export function applyEdits(text: string, edits: readonly Omit<TextEdit, 'alts'>[]): string {
  return edits
    .toReversed()
    .reduce(
      (result, { start, end, text }) => result.slice(0, start) + text + result.slice(end),
      text,
    );
}

function shiftRange({ start, end }: TextRange, offset: number): TextRange {
  return { start: start + offset, end: end + offset };
}
