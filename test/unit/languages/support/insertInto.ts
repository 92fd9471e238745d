import assert from 'node:assert/strict';
import {
  findLanguage,
  type DocumentLanguage,
  type InsertionContext,
  type InsertionNote,
  type ReferencedImage,
} from '../../../../src/languages/index.ts';
import { insertMarked } from './insertMarked.ts';

/** A document with `‸` for the cursor or `«…»` for a selection, what it becomes, and the notes. */
export type InsertionCase = readonly [
  marked: string,
  expected: string,
  ...notes: readonly InsertionNote[],
];

export const fox: ReferencedImage = {
  path: 'images/fox.png',
  form: 'path',
  alt: 'A fox',
  width: 1024,
  height: 768,
};
export const owl: ReferencedImage = { ...fox, path: 'images/owl.png', alt: 'An owl' };

/** Inserts images into a marked document. */
export function insertInto(
  language: DocumentLanguage,
  marked: string,
  images: readonly ReferencedImage[] = [fox],
  context: Partial<InsertionContext> = {},
): { text: string; notes: readonly InsertionNote[] } {
  const { text, notes } = insertMarked(language, marked, images, context);
  return { text, notes };
}

/** Declares a test for each case. */
export function testInsertions(
  language: DocumentLanguage,
  cases: readonly InsertionCase[],
  images: readonly ReferencedImage[] = [fox],
  context: Partial<InsertionContext> = {},
): void {
  for (const [marked, expected, ...notes] of cases) {
    it(JSON.stringify(marked), () => {
      const result = insertInto(language, marked, images, context);
      assert.deepEqual(result, { text: expected, notes });
    });
  }
}

/** A language of the registry. */
export function getLanguage(id: string): DocumentLanguage {
  const language = findLanguage(id, '');
  assert.ok(language);
  return language;
}
