import assert from 'node:assert/strict';
import type {
  DocumentLanguage,
  InsertionContext,
  InsertionNote,
  ReferencedImage,
} from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { readPlace } from '../proofs/place.ts';

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
      const { text, range } = readPlace(marked);
      const insertion = language.insert(text, range, images, {
        placement: 'auto',
        eol: '\n',
        isAfterPrompt: false,
        isCodeCell: false,
        ...context,
      });
      assert.equal(applyEdits(text, insertion.edits), expected);
      assert.deepEqual(insertion.notes, notes);
      assertValidEdits(text, insertion.edits);
    });
  }
}

function assertValidEdits(
  text: string,
  edits: ReturnType<DocumentLanguage['insert']>['edits'],
): void {
  let end = 0;
  for (const edit of edits) {
    assert.ok(edit.start >= end && edit.end >= edit.start && edit.end <= text.length);
    end = edit.end;
    for (const alt of edit.alts) assert.ok(edit.text.slice(alt.start, alt.end).startsWith('A '));
  }
}
