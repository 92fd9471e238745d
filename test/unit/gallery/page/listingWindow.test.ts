import assert from 'node:assert/strict';
import { ListingWindow } from '../../../../src/gallery/page/grid/listingWindow.ts';
import { maxWindowSize } from '../../../../src/gallery/protocol/vocabulary.ts';

const query = { text: '' };
const firstThumbnails = { side: 256, count: 20 } as const;

/** A page that shows 20 items of a listing of 5000. */
function openPage() {
  const state = { from: 0, count: 20, version: 0 };
  const requestedRanges: [from: number, count: number][] = [];
  const requestedThumbnails: unknown[] = [];
  const loadedIndexes = new Set<number>();
  const window = new ListingWindow({
    requestItems: ({ from, count, thumbnails }) => {
      requestedRanges.push([from, count]);
      requestedThumbnails.push(thumbnails);
    },
    getFirstThumbnails: () => firstThumbnails,
    listingCache: {
      get listing() {
        return { version: state.version, total: 5000, unfilteredTotal: 5000, days: [], attention };
      },
      hasRange: (from, count) => {
        for (let index = from; index < from + count; index++)
          if (!loadedIndexes.has(index)) return false;
        return true;
      },
    },
    grid: {
      get visibleRange() {
        return { from: state.from, count: state.count };
      },
    },
  });
  const draw = () => {
    window.requestVisible(query);
  };
  return {
    window,
    state,
    requestedRanges,
    requestedThumbnails,
    draw,
    scrollTo(from: number) {
      state.from = from;
      draw();
    },
    /** Responds to the last request. */
    respond() {
      const [from = 0, count = 0] = requestedRanges.at(-1) ?? [];
      for (let index = from; index < from + count; index++) loadedIndexes.add(index);
      state.version ||= 1;
    },
  };
}

const attention = { count: 0, groups: [] };

describe('ListingWindow', () => {
  let page: ReturnType<typeof openPage>;
  beforeEach(() => {
    page = openPage();
    page.draw();
    page.draw();
  });

  it('starts at the top and is requested once', () => {
    page.respond();
    page.draw();
    assert.deepEqual(page.requestedRanges, [[0, 60]]);
  });

  for (const count of [150, maxWindowSize / 2, maxWindowSize, maxWindowSize + 100]) {
    it(`never requests more than the host accepts, with ${count} items in view`, () => {
      page.respond();
      page.state.count = count;
      for (const from of [0, 0, 500, 500, 300]) page.scrollTo(from);
      page.respond();
      const requestCount = page.requestedRanges.length;
      page.draw();
      assert.equal(page.requestedRanges.length, requestCount);
      page.window.requestFromStart({ text: 'cat' });
      const counts = page.requestedRanges.map(([, requested]) => requested);
      assert.ok(Math.max(...counts) <= maxWindowSize, counts.join());
    });
  }

  it('requests thumbnails with the first items only', () => {
    page.respond();
    page.scrollTo(40);
    assert.deepEqual(page.requestedThumbnails, [firstThumbnails, undefined]);
  });

  it('prefetches the next items and does not repeat pending requests', () => {
    page.respond();
    for (let from = 1; from <= 60; from++) page.scrollTo(from);
    assert.deepEqual(page.requestedRanges.slice(1), [
      [0, 101],
      [22, 120],
    ]);
  });

  it('requests the visible items after a jump and the preceding ones when scrolling back', () => {
    page.respond();
    page.scrollTo(500);
    assert.deepEqual(page.requestedRanges.at(-1), [480, 120]);
    page.respond();
    page.scrollTo(499);
    assert.deepEqual(page.requestedRanges.at(-1), [419, 120]);
  });

  it('requests nothing beyond the ends and no more than the host accepts', () => {
    page.respond();
    page.state.count = maxWindowSize - 300;
    page.scrollTo(2100);
    page.scrollTo(2099);
    page.scrollTo(10);
    assert.deepEqual(page.requestedRanges.slice(1), [
      [1950, maxWindowSize],
      [1949, maxWindowSize],
      [0, maxWindowSize - 140],
    ]);
  });
});
