import assert from 'node:assert/strict';
import type { CommentRule } from '../../../src/prompt/commentSyntax.ts';
import { extractPrompt } from '../../../src/prompt/selection.ts';

export type Case = readonly [selection: string, languageId: string, prompt: string];

/** Declares a test for each case. */
export function testPrompts(cases: readonly Case[], commentRules?: readonly CommentRule[]): void {
  for (const [selection, languageId, prompt] of cases) {
    it(`${languageId}: ${JSON.stringify(selection)}`, () => {
      assert.equal(extractPrompt(selection, languageId, commentRules), prompt);
    });
  }
}

/** Declares a test for each selection whose prompt is the selection itself. */
export function testUnchanged(
  cases: readonly (readonly [selection: string, languageId: string])[],
): void {
  testPrompts(cases.map(([selection, languageId]) => [selection, languageId, selection]));
}
