import assert from 'node:assert/strict';
import { walk } from '../../../src/gallery/page/walk.ts';

/** A listing by its numbers of pictures: `undefined` has not come yet, `null` cannot be read. */
const listingOf = (counts: readonly (number | null | undefined)[]) => ({
  total: counts.length,
  at: (place: number) => {
    const count = counts[place];
    return typeof count === 'number' ? { images: Array<string>(count).fill('') } : count;
  },
});

describe('the walk from picture to picture', () => {
  it('goes through a set, and on to the next one, both ways', () => {
    const listing = listingOf([1, 3, 1]);
    const way = [
      { place: 0, image: 0 },
      { place: 1, image: 0 },
      { place: 1, image: 1 },
      { place: 1, image: 2 },
      { place: 2, image: 0 },
    ];
    for (const [index, spot] of way.entries()) {
      assert.deepEqual(walk(spot, 1, listing), way[index + 1]);
      assert.deepEqual(walk(spot, -1, listing), way[index - 1]);
    }
  });

  it('passes what has no picture or cannot be read', () => {
    const listing = listingOf([1, 0, null, 2, 0]);
    assert.deepEqual(walk({ place: 0, image: 0 }, 1, listing), { place: 3, image: 0 });
    assert.deepEqual(walk({ place: 3, image: 0 }, -1, listing), { place: 0, image: 0 });
    assert.equal(walk({ place: 3, image: 1 }, 1, listing), undefined);
  });

  it('waits for what has not come yet', () => {
    const listing = listingOf([undefined, 1, 0, undefined, 1]);
    assert.deepEqual(walk({ place: 1, image: 0 }, 1, listing), { awaited: 3 });
    assert.deepEqual(walk({ place: 1, image: 0 }, -1, listing), { awaited: 0 });
  });

  it('goes on from the gap that a deleted generation leaves', () => {
    const gap = { place: 0, image: Number.MAX_SAFE_INTEGER };
    assert.deepEqual(walk(gap, 1, listingOf([1, 2])), { place: 1, image: 0 });
    assert.equal(walk(gap, 1, listingOf([1])), undefined);
    assert.deepEqual(walk({ place: 1, image: 0 }, -1, listingOf([2])), { place: 0, image: 1 });
  });
});
