import assert from 'node:assert/strict';
import type {
  DocumentLanguage,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
} from '../../../../src/languages/index.ts';
import { insertMarked } from '../support/insertMarked.ts';

/** A document with its cursor, the same document after insertion, and the notes. */
export type InsertionCase = readonly [
  marked: string,
  expected: string,
  ...notes: readonly InsertionNote[],
];

export const fox: ReferencedImage = { path: 'images/fox.png', form: 'path', alt: 'A fox' };
export const cat: ReferencedImage = { path: 'images/cat.png', form: 'path', alt: 'A cat' };

/** What a table of cases has in common. */
interface InsertionOptions {
  readonly images?: readonly ReferencedImage[];
  readonly context?: Partial<InsertionContext>;
  /** What `IMG` stands for: the element of `fox`. */
  readonly element?: string;
}

const foxElement = '<img src="images/fox.png" alt="A fox">';

/** Declares a test for each case. `IMG` stands for the element of the first image. */
export function testInsertions(
  language: DocumentLanguage,
  cases: readonly InsertionCase[],
  { images = [fox], context, element = foxElement }: InsertionOptions = {},
): void {
  for (const [marked, expected, ...notes] of cases) {
    it(JSON.stringify(marked), () => {
      const { text, notes: actualNotes } = insertMarked(language, marked, images, context);
      assert.equal(
        text,
        expected.replaceAll('IMG', () => element),
      );
      assert.deepEqual(actualNotes, notes);
    });
  }
}
