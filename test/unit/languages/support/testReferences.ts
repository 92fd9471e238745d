import assert from 'node:assert/strict';
import { getLanguage } from './insertInto.ts';

/** What is written as reference, path, and alt text, and what the path and the alt text stand for. */
type Found = readonly [reference: string, path: string, value: string, alt?: string, text?: string];

/** Declares a test for each document. */
export function testReferences(
  languageId: string,
  cases: readonly (readonly [document: string, found: readonly Found[]])[],
): void {
  for (const [document, expected] of cases) {
    it(`${languageId}: ${JSON.stringify(document)}`, () => {
      const references = getLanguage(languageId).findReferences(document);
      const found = references.map(({ start, end, path, alt }) => [
        document.slice(start, end),
        document.slice(path.start, path.end),
        path.value,
        ...(alt ? [document.slice(alt.start, alt.end), alt.value] : []),
      ]);
      assert.deepEqual(found, expected);
    });
  }
}
