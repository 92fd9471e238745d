import assert from 'node:assert/strict';
import type {
  DocumentLanguage,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
} from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { readPlace } from '../proofs/place.ts';

/** A document with its cursor, the same document after insertion, and the notes. */
export type InsertionCase = readonly [
  marked: string,
  expected: string,
  ...notes: readonly InsertionNote[],
];

export const fox: ReferencedImage = { path: 'images/fox.png', form: 'path', alt: 'A fox' };
export const cat: ReferencedImage = { path: 'images/cat.png', form: 'path', alt: 'A cat' };

export interface InsertionOptions {
  readonly images?: readonly ReferencedImage[];
  readonly context?: Partial<InsertionContext>;
}

/** Inserts images into a marked document, and returns the result with the texts of the alts. */
export function insertInto(
  language: DocumentLanguage,
  marked: string,
  { images = [fox], context }: InsertionOptions = {},
) {
  const { text, range } = readPlace(marked);
  const { edits, notes } = language.insert(text, range, images, {
    placement: 'auto',
    eol: '\n',
    isAfterPrompt: false,
    isCodeCell: false,
    ...context,
  });
  const alts = edits.flatMap((edit) =>
    edit.alts.map(({ start, end }) => edit.text.slice(start, end)),
  );
  return { result: applyEdits(text, edits), notes, alts };
}

/** Declares a test for each case. `IMG` stands for the element of the first image. */
export function testInsertions(
  language: DocumentLanguage,
  cases: readonly InsertionCase[],
  options: InsertionOptions & { readonly element?: string } = {},
): void {
  const element = options.element ?? '<img src="images/fox.png" alt="A fox">';
  for (const [marked, expected, ...notes] of cases) {
    it(JSON.stringify(marked), () => {
      const insertion = insertInto(language, marked, options);
      assert.equal(
        insertion.result,
        expected.replaceAll('IMG', () => element),
      );
      assert.deepEqual(insertion.notes, notes);
    });
  }
}
