import assert from 'node:assert/strict';
import type {
  DocumentLanguage,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
} from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { readPlace } from '../proofs/place.ts';

/** A document after an insertion. */
interface Inserted {
  readonly text: string;
  readonly notes: readonly InsertionNote[];
  /** As they are written, with escapes. */
  readonly alts: readonly string[];
}

/**
 * Inserts images into a document, and checks that the edits are in order and do not overlap.
 * @param marked with `‸` for the cursor or `«…»` for a selection
 */
export function insertMarked(
  language: DocumentLanguage,
  marked: string,
  images: readonly ReferencedImage[],
  context: Partial<InsertionContext> = {},
): Inserted {
  const { text, range } = readPlace(marked);
  const { edits, notes } = language.insert(text, range, images, {
    placement: 'auto',
    eol: '\n',
    isAfterPrompt: false,
    isCodeCell: false,
    ...context,
  });
  let lastEnd = 0;
  for (const { start, end } of edits) {
    assert.ok(lastEnd <= start && start <= end && end <= text.length, 'edits out of order');
    lastEnd = end;
  }
  const alts = edits.flatMap((edit) =>
    edit.alts.map(({ start, end }) => edit.text.slice(start, end)),
  );
  return { text: applyEdits(text, edits), notes, alts };
}
