import assert from 'node:assert/strict';
import {
  countFilters,
  isFiltered,
  toggleFlag,
  toggleValue,
} from '../../../../src/gallery/page/toolbar/filters.ts';
import { describeImageCount } from '../../../../src/gallery/page/toolbar/imageCount.ts';
import type { Query } from '../../../../src/gallery/protocol/query.ts';
import { pageStrings } from '../../../../src/gallery/protocol/strings.ts';

describe('filters', () => {
  const cats: Query = { text: 'cat' };

  it('are added and removed value by value', () => {
    const one = toggleValue(cats, 'state', 'failed');
    assert.deepEqual(one, { text: 'cat', state: ['failed'] });
    const two = toggleValue(one, 'state', 'running');
    assert.deepEqual(two, { text: 'cat', state: ['failed', 'running'] });
    assert.deepEqual(toggleValue(two, 'state', 'failed'), { text: 'cat', state: ['running'] });
    assert.deepEqual(toggleValue(one, 'state', 'failed'), cats);
    assert.deepEqual(one, { text: 'cat', state: ['failed'] });
  });

  it('are turned on and off', () => {
    const favorites = toggleFlag(cats, 'favorite');
    assert.deepEqual(favorites, { text: 'cat', favorite: true });
    assert.deepEqual(toggleFlag(favorites, 'favorite'), cats);
  });

  it('are counted', () => {
    assert.equal(countFilters(cats), 0);
    assert.equal(
      countFilters({ text: '', state: ['done'], ratio: ['1:1', '16:9'], inserted: true }),
      4,
    );
  });

  it('are active with a text or a value', () => {
    assert.equal(isFiltered({ text: '' }), false);
    assert.equal(isFiltered(cats), true);
    assert.equal(isFiltered({ text: '', model: ['jimeng-4.0'] }), true);
  });
});

describe('describeImageCount', () => {
  const strings = pageStrings(
    { t: (text) => (typeof text === 'string' ? text : text.message) },
    undefined,
  );
  const cases: readonly [
    matching: number,
    generations: number,
    all: number,
    text: string,
    countText: string,
    countHint: string,
  ][] = [
    [0, 0, 0, '', '', ''],
    [1, 1, 1, '', '1 image', '1 image in 1 generation'],
    [66, 63, 66, '', '66 images', '66 images in 63 generations'],
    [1066, 1001, 1066, '', '1,066 images', '1,066 images in 1,001 generations'],
    [4, 1, 66, 'cat', '4 of 66 images', '4 images in 1 generation'],
    [0, 0, 66, 'cat', '0 of 66 images', '0 images in 0 generations'],
    [1, 1, 1, 'cat', '1 of 1 image', '1 image in 1 generation'],
  ];
  for (const [matching, generations, all, text, countText, countHint] of cases) {
    it(`shows '${countText}' for ${matching} of ${all} with '${text}'`, () => {
      const counts = { matching, generations, all };
      assert.deepEqual(describeImageCount(counts, { text }, strings), { countText, countHint });
    });
  }

  it('shows nothing until the images are counted', () => {
    assert.deepEqual(describeImageCount(undefined, { text: '' }, strings), {
      countText: '',
      countHint: '',
    });
  });
});
