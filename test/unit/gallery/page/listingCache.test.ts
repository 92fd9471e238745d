import assert from 'node:assert/strict';
import { ListingCache } from '../../../../src/gallery/page/grid/listingCache.ts';
import { recordOf, viewOf } from '../../support/galleryRecords.ts';

const attention = { count: 0, groups: [] };

describe('ListingCache', () => {
  const view = (n: number) => viewOf(recordOf(n));
  const views = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => view(from + index));
  const listing = (version: number, total: number) => ({
    version,
    total,
    unfilteredTotal: total,
    attention,
    days: [],
  });

  function createCache(total = 1000): ListingCache {
    const cache = new ListingCache();
    cache.replace(listing(1, total), { version: 1, from: 0, items: [] });
    return cache;
  }

  it('returns the items received for each index', () => {
    const cache = createCache();
    cache.add({ version: 1, from: 10, items: [view(10), null] });
    assert.equal(cache.at(10)?.id, view(10).id);
    assert.equal(cache.at(11), null);
    assert.equal(cache.at(12), undefined);
    assert.ok(cache.hasRange(10, 2));
    assert.ok(!cache.hasRange(10, 3));
  });

  it('has nothing beyond the end of the listing', () => {
    const cache = createCache(3);
    cache.add({ version: 1, from: 0, items: views(0, 3) });
    assert.ok(cache.hasRange(0, 60));
  });

  it('ignores items of another listing', () => {
    const cache = createCache();
    cache.add({ version: 2, from: 0, items: views(0, 2) });
    assert.equal(cache.at(0), undefined);
  });

  it('drops all items when the listing is replaced, except those that come with it', () => {
    const cache = createCache();
    cache.add({ version: 1, from: 0, items: views(0, 40) });
    cache.add({ version: 1, from: 40, items: views(40, 40) });
    cache.replace(listing(2, 1001), { version: 2, from: 40, items: views(39, 40) });
    assert.equal(cache.at(50)?.id, view(49).id);
    // An item was added before it, so index 30 has another item now.
    assert.equal(cache.at(30), undefined);
  });

  it('lists ids near an index, forward first and then backward', () => {
    const cache = createCache();
    cache.add({ version: 1, from: 10, items: [view(0), view(1), null, view(3)] });
    assert.deepEqual(
      cache.idsFrom(11),
      [1, 3, 0].map((n) => view(n).id),
    );
  });

  it('evicts items far from the current window', () => {
    const cache = createCache();
    for (let from = 0; from < 1000; from += 20) {
      cache.add({ version: 1, from, items: views(from, 20) });
    }
    const cachedIndexes = Array.from({ length: 1000 }, (_, index) => index).filter((index) =>
      cache.at(index),
    );
    assert.ok(cache.hasRange(980, 20));
    assert.ok(cachedIndexes.length <= 60, `${cachedIndexes.length} are kept`);
  });

  it('applies changes of a generation and reports whether one is running', () => {
    const cache = createCache();
    cache.add({ version: 1, from: 0, items: views(0, 2) });
    assert.ok(!cache.hasRunning);
    const running = { state: 'running', activity: '', isQueued: false, elapsedMs: 5000 } as const;
    cache.update({ ...view(1), ...running });
    assert.ok(cache.hasRunning);
    const changed = cache.at(1);
    assert.ok(changed?.state === 'running');
    assert.ok(Math.abs(performance.now() - changed.startedAtMs - 5000) < 2000);
    cache.update({ ...view(7), ...running });
    assert.equal(cache.at(7), undefined);
  });

  it('numbers those that wait, the oldest first', () => {
    const cache = createCache();
    cache.add({ version: 1, from: 0, items: views(0, 5) });
    const running = { state: 'running', activity: '', elapsedMs: 0 } as const;
    for (const n of [0, 1, 3]) cache.update({ ...view(n), ...running, isQueued: true });
    cache.update({ ...view(4), ...running, isQueued: false });
    const numbers = [0, 1, 3].map((n) => cache.getQueueNumber(view(n)));
    assert.deepEqual(numbers.toSorted(), [1, 2, 3]);
    const oldest = [view(0), view(1), view(3)].toSorted((a, b) => (a.id < b.id ? -1 : 1))[0];
    assert.equal(oldest && cache.getQueueNumber(oldest), 1);
  });
});
