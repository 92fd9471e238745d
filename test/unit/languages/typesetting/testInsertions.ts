import assert from 'node:assert/strict';
import type {
  DocumentLanguage,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
} from '../../../../src/languages/language.ts';
import { insertMarked } from '../support/insertMarked.ts';

/** A title, the document with its cursor, the document afterwards, and the notes or more. */
export type InsertionCase = readonly [
  title: string,
  marked: string,
  expected: string,
  options?: InsertionCaseOptions,
];

interface InsertionCaseOptions extends Partial<InsertionContext> {
  readonly notes?: readonly InsertionNote[];
  readonly images?: readonly ReferencedImage[];
}

/** The image of all cases that name no other. */
export const fox: ReferencedImage = {
  path: 'images/fox.png',
  form: 'path',
  alt: 'A fox',
  width: 800,
  height: 600,
};
export const owl: ReferencedImage = { path: 'images/owl.png', form: 'path', alt: 'An owl' };

/** Declares a test for each case. */
export function testInsertions(language: DocumentLanguage, cases: readonly InsertionCase[]): void {
  for (const [title, marked, expected, options = {}] of cases) {
    it(title, () => {
      const { notes = [], images = [fox], ...context } = options;
      const result = insertMarked(language, marked, images, context);
      assert.equal(result.text, expected);
      assert.deepEqual(result.notes, notes);
      assert.ok(!result.alts.includes(''));
    });
  }
}
