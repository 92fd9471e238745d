import assert from 'node:assert/strict';
import {
  countFilters,
  isFiltered,
  toggleFlag,
  toggleValue,
} from '../../../../src/gallery/page/toolbar/filters.ts';
import { formatImageCount } from '../../../../src/gallery/page/toolbar/imageCount.ts';
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

describe('formatImageCount', () => {
  const strings = pageStrings(
    { t: (text) => (typeof text === 'string' ? text : text.message) },
    undefined,
  );
  const cases: readonly [matching: number, all: number, text: string, expected: string][] = [
    [0, 0, '', ''],
    [1, 1, '', '1 image'],
    [1066, 1066, '', '1,066 images'],
    [4, 66, 'cat', '4 of 66 images'],
    [0, 66, 'cat', '0 of 66 images'],
    [1, 1, 'cat', '1 of 1 image'],
  ];
  for (const [matching, all, text, expected] of cases) {
    it(`says '${expected}' for ${matching} of ${all} with '${text}'`, () => {
      assert.equal(formatImageCount({ matching, all }, { text }, strings), expected);
    });
  }

  it('says nothing until the images are counted', () => {
    assert.equal(formatImageCount(undefined, { text: '' }, strings), '');
  });
});
