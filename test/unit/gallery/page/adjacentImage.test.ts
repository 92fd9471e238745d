import assert from 'node:assert/strict';
import {
  findAdjacentImage,
  findNeighbor,
  findRemainingImage,
} from '../../../../src/gallery/page/viewer/adjacentImage.ts';

/** A listing by numbers of images. `undefined` is not loaded yet, `null` cannot be read. */
const listingOf = (counts: readonly (number | null | undefined)[]) => ({
  total: counts.length,
  at: (position: number) => {
    const count = counts[position];
    return typeof count === 'number'
      ? { id: `g${position}`, images: Array<string>(count).fill('') }
      : count;
  },
});

describe('findAdjacentImage', () => {
  it('goes through a set and on to the next one in both directions', () => {
    const listing = listingOf([1, 3, 1]);
    const positions = [
      { position: 0, image: 0 },
      { position: 1, image: 0 },
      { position: 1, image: 1 },
      { position: 1, image: 2 },
      { position: 2, image: 0 },
    ];
    for (const [index, position] of positions.entries()) {
      assert.deepEqual(findAdjacentImage(position, 1, listing), positions[index + 1]);
      assert.deepEqual(findAdjacentImage(position, -1, listing), positions[index - 1]);
    }
  });

  it('skips generations without images or with unreadable records', () => {
    const listing = listingOf([1, 0, null, 2, 0]);
    assert.deepEqual(findAdjacentImage({ position: 0, image: 0 }, 1, listing), {
      position: 3,
      image: 0,
    });
    assert.deepEqual(findAdjacentImage({ position: 3, image: 0 }, -1, listing), {
      position: 0,
      image: 0,
    });
    assert.equal(findAdjacentImage({ position: 3, image: 1 }, 1, listing), undefined);
  });

  it('waits for items that are not loaded yet', () => {
    const listing = listingOf([undefined, 1, 0, undefined, 1]);
    assert.deepEqual(findAdjacentImage({ position: 1, image: 0 }, 1, listing), {
      pendingPosition: 3,
    });
    assert.deepEqual(findAdjacentImage({ position: 1, image: 0 }, -1, listing), {
      pendingPosition: 0,
    });
  });

  it('continues from the gap that a deleted generation leaves', () => {
    const gap = { position: 0, image: Number.MAX_SAFE_INTEGER };
    assert.deepEqual(findAdjacentImage(gap, 1, listingOf([1, 2])), { position: 1, image: 0 });
    assert.equal(findAdjacentImage(gap, 1, listingOf([1])), undefined);
    assert.deepEqual(findAdjacentImage({ position: 1, image: 0 }, -1, listingOf([2])), {
      position: 0,
      image: 1,
    });
  });
});

describe('findNeighbor', () => {
  it('is the next image, or the previous one at the end', () => {
    const listing = listingOf([1, 2]);
    assert.deepEqual(findNeighbor({ position: 0, image: 0 }, listing), { id: 'g1', image: 0 });
    assert.deepEqual(findNeighbor({ position: 1, image: 1 }, listing), { id: 'g1', image: 0 });
  });

  it('is none for the only image, or if the others are not loaded', () => {
    assert.equal(findNeighbor({ position: 0, image: 0 }, listingOf([1])), undefined);
    assert.equal(findNeighbor({ position: 0, image: 0 }, listingOf([1, undefined])), undefined);
  });
});

describe('findRemainingImage', () => {
  it('is what has taken the position of a deleted generation, or the one before', () => {
    assert.deepEqual(findRemainingImage(1, listingOf([1, 2, 1])), { position: 1, image: 0 });
    assert.deepEqual(findRemainingImage(1, listingOf([2])), { position: 0, image: 1 });
    assert.equal(findRemainingImage(0, listingOf([])), undefined);
  });
});
