import assert from 'node:assert/strict';
import { listRecentPrompts } from '../../../../../src/gallery/host/composer/recentPrompts.ts';
import type { GenerationRecord } from '../../../../../src/library/record.ts';

describe('listRecentPrompts', () => {
  it('lists each prompt once, newest first, without externally submitted tasks', () => {
    const record = (prompt: string, isExternal?: true) =>
      ({ request: { model: 'jimeng-4.0', prompt }, isExternal }) as unknown as GenerationRecord;
    const records = [
      record('a'),
      record('b'),
      record('Task 1', true),
      record('a'),
      record('c'),
      record('d'),
    ];
    assert.deepEqual(listRecentPrompts(records, 0, 2), ['a', 'b']);
    assert.deepEqual(listRecentPrompts(records, 2, 2), ['c', 'd']);
    assert.deepEqual(listRecentPrompts(records, 4, 2), []);
  });
});
