import assert from 'node:assert/strict';
import type { Query } from '../../../src/gallery/protocol.ts';
import { isEverything, matcherOf } from '../../../src/gallery/query.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { request } from '../support/generation.ts';

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
const both: GenerationRecord = { ...favorite, ...inserted };
const all = [plain, favorite, inserted, both];

const cases: readonly [Query, GenerationRecord[]][] = [
  [{ text: '' }, all],
  [{ text: '', favorite: true }, [favorite, both]],
  [{ text: '', inserted: true }, [inserted, both]],
  [{ text: '', favorite: true, inserted: true }, [both]],
  [{ text: 'dog', favorite: true }, []],
];

describe('The filters of the gallery', () => {
  for (const [query, expected] of cases) {
    it(`${JSON.stringify(query)} finds ${expected.length} of ${all.length}`, () => {
      assert.deepEqual(all.filter(matcherOf(query)), expected);
      assert.equal(isEverything(query), expected.length === all.length);
    });
  }
});
