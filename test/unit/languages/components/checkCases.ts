import assert from 'node:assert/strict';
import type {
  DocumentLanguage,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
} from '../../../../src/languages/index.ts';
import { insertMarked } from '../support/insertMarked.ts';

export const cat: ReferencedImage = { path: 'images/cat.png', form: 'path', alt: 'A cat' };
export const dog: ReferencedImage = { path: 'images/dog.png', form: 'path', alt: 'A dog' };
export const importedCat: ReferencedImage = { ...cat, form: 'import' };
export const importedDog: ReferencedImage = { ...dog, form: 'import' };

/** A document with its cursor, and what it becomes. */
export type Case = readonly [marked: string, expected: string];

/** What a table of cases has in common. */
export interface CaseOptions {
  readonly images?: readonly ReferencedImage[];
  readonly context?: Partial<InsertionContext>;
  readonly notes?: readonly InsertionNote[];
}

/** Adds a test for each case. */
export function checkCases(
  language: DocumentLanguage,
  cases: readonly Case[],
  { images = [cat], context, notes = [] }: CaseOptions = {},
): void {
  for (const [marked, expected] of cases) {
    it(JSON.stringify(marked), () => {
      const result = insertMarked(language, marked, images, context);
      assert.equal(result.text, expected);
      assert.deepEqual(result.notes, notes);
      for (const alt of result.alts) assert.match(alt, /^A /);
    });
  }
}
