import assert from 'node:assert/strict';
import type { TextRange } from '../../../../src/languages/index.ts';

/** Reads a document with `‸` for the cursor, or `«…»` for a selection. */
export function readPlace(marked: string): { text: string; range: TextRange } {
  const cursor = marked.indexOf('‸');
  if (cursor !== -1)
    return { text: marked.replace('‸', ''), range: { start: cursor, end: cursor } };
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  assert.ok(start !== -1 && end >= start, `No cursor in ${marked}`);
  return { text: marked.replace(/[«»]/g, ''), range: { start, end } };
}
