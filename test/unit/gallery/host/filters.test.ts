import assert from 'node:assert/strict';
import type { Query } from '../../../../src/gallery/protocol/query.ts';
import { isUnfiltered, createMatcher } from '../../../../src/gallery/host/query.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import { request } from '../../support/generation.ts';

const plain: GenerationRecord = {
  version: 1,
  id: '20260101T000000000-00000000',
  createdAt: 0,
  provider: 'octopusx',
  request,
  state: 'done',
  images: [],
};
const favorite: GenerationRecord = { ...plain, favorite: true };
const inserted: GenerationRecord = { ...plain, insertions: [{ uri: 'file:///a.md', at: 1 }] };
const favoriteAndInserted: GenerationRecord = { ...favorite, ...inserted };
const all = [plain, favorite, inserted, favoriteAndInserted];

const cases: readonly [Query, GenerationRecord[]][] = [
  [{ text: '' }, all],
  [{ text: '', favorite: true }, [favorite, favoriteAndInserted]],
  [{ text: '', inserted: true }, [inserted, favoriteAndInserted]],
  [{ text: '', favorite: true, inserted: true }, [favoriteAndInserted]],
  [{ text: 'dog', favorite: true }, []],
];

describe('createMatcher', () => {
  for (const [query, expected] of cases) {
    it(`matches ${expected.length} of ${all.length} with ${JSON.stringify(query)}`, () => {
      assert.deepEqual(all.filter(createMatcher(query, () => false)), expected);
      assert.equal(isUnfiltered(query), expected.length === all.length);
    });
  }
});
