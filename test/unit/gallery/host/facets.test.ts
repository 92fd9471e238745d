import assert from 'node:assert/strict';
import { countFacets, countImages } from '../../../../src/gallery/host/facets.ts';
import { createMatcher } from '../../../../src/gallery/host/query.ts';
import { recordOf } from '../../support/galleryRecords.ts';
import { recordImageAt } from '../../support/libraryFixture.ts';

const [first, second] = [recordImageAt(0), recordImageAt(1)];
const single = recordOf(0, { images: [first], favorite: true });
const set = recordOf(1, { provider: 'deepwl', images: [first, second] });
const partialSet = recordOf(2, { state: 'failed', images: [first] });
const failed = recordOf(3, { state: 'failed' });
const running = recordOf(4, { state: 'downloading', images: [first] });
const all = [single, set, partialSet, failed, running];

const count = () =>
  countFacets(
    all,
    (_, value) => value,
    () => false,
  );

describe('countImages', () => {
  it('counts each image of a set, and none of a generation in progress', () => {
    assert.deepEqual(countImages(all, all), { matching: 4, generations: 3, all: 4 });
    const withoutImages = [failed, running];
    assert.deepEqual(countImages(withoutImages, all), { matching: 0, generations: 0, all: 4 });
  });
});

describe('countFacets', () => {
  it('counts images, and generations where there are none', () => {
    assert.deepEqual(
      count().state.map(({ value, count }) => [value, count]),
      [
        ['done', 3],
        ['failed', 2],
        ['running', 1],
      ],
    );
    assert.deepEqual(
      count().provider.map(({ value, count }) => [value, count]),
      [
        ['octopusx', 2],
        ['deepwl', 2],
      ],
    );
  });

  it('counts samples as such, and for no provider or model', () => {
    const sample = recordOf(5, { images: [first], isSample: true });
    const facets = countFacets(
      [single, sample],
      (_, value) => value,
      () => false,
    );
    assert.deepEqual(
      [facets.provider, facets.model].map((values) =>
        values.map(({ value, count }) => [value, count]),
      ),
      [
        [
          ['octopusx', 1],
          ['sample', 1],
        ],
        [['jimeng-4.0', 1]],
      ],
    );
  });

  it('counts the images of favorites', () => {
    assert.equal(count().favorite, 1);
  });
});

describe('createMatcher with several values', () => {
  it('finds what has one of them in each facet', () => {
    const matches = (query: Parameters<typeof createMatcher>[0]) =>
      all.filter(createMatcher(query, () => false));
    assert.deepEqual(matches({ text: '', state: ['failed', 'running'] }), [
      partialSet,
      failed,
      running,
    ]);
    assert.deepEqual(matches({ text: '', state: ['done'], provider: ['deepwl', 'octopusx'] }), [
      single,
      set,
    ]);
  });
});
