import assert from 'node:assert/strict';
import { findCard } from '../../../../src/gallery/page/grid/findCard.ts';
import { ListingCache } from '../../../../src/gallery/page/grid/listingCache.ts';
import type { GenerationView, Listing } from '../../../../src/gallery/protocol/views.ts';

describe('findCard', () => {
  let cache: ListingCache;
  beforeEach(() => {
    cache = new ListingCache();
  });

  function receive(version: number, ids: readonly string[]): void {
    const listing: Listing = {
      ...{ version, total: ids.length, unfilteredTotal: ids.length, days: [] },
      attention: { count: 0, groups: [] },
    };
    const items = ids.map((id) => ({ id, state: 'done', images: [] }) as unknown as GenerationView);
    cache.replace(listing, { version, from: 0, items });
  }

  it('finds what the user sees, also if a listing has come that is not drawn yet', () => {
    receive(1, ['b', 'a']);
    receive(2, ['c', 'b', 'a']);
    const card = findCard('b', cache);
    assert.deepEqual([card?.position, card?.generation?.id], [1, 'b']);
  });

  it('finds nothing else in place of a generation that is gone', () => {
    receive(1, ['b', 'a']);
    receive(2, ['a']);
    assert.deepEqual(findCard('b', cache), { position: undefined, generation: undefined });
  });

  it('finds no card elsewhere', () => {
    receive(1, ['a']);
    assert.equal(findCard(undefined, cache), undefined);
  });
});
