import assert from 'node:assert/strict';
import { summarizeSelection } from '../../../../src/gallery/page/toolbar/selectionSummary.ts';
import { recordOf, viewOf } from '../../support/galleryRecords.ts';

const image = { src: '', width: 1, height: 1 };
const single = { ...viewOf(recordOf(0)), images: [image] };
const set = { ...viewOf(recordOf(1)), images: [image, image, image], favorite: true };
const empty = viewOf(recordOf(2));
const idsOf = (...views: readonly { id: string }[]) => new Set(views.map(({ id }) => id));

describe('summarizeSelection', () => {
  it('is undefined without a selection', () => {
    assert.equal(summarizeSelection(new Set(), [single]), undefined);
  });

  it('counts the images of all that are selected', () => {
    assert.equal(summarizeSelection(idsOf(single, set), [empty, set, single])?.imageCount, 4);
    assert.equal(summarizeSelection(idsOf(empty), [empty])?.imageCount, 0);
  });

  it('does not count images while some generations are not loaded', () => {
    const summary = summarizeSelection(idsOf(single, set), [single]);
    assert.deepEqual(summary, {
      ids: [single.id, set.id],
      imageCount: undefined,
      areFavorites: false,
      pair: [single.id, set.id],
    });
  });

  it('offers to compare exactly two that have images', () => {
    const pairOf = (...views: readonly { id: string }[]) =>
      summarizeSelection(idsOf(...views), [single, set, empty])?.pair;
    assert.deepEqual(pairOf(single, set), [single.id, set.id]);
    assert.equal(pairOf(single), undefined);
    assert.equal(pairOf(single, set, empty), undefined);
    assert.equal(pairOf(single, empty), undefined);
  });

  it('knows whether all are favorites', () => {
    assert.equal(summarizeSelection(idsOf(set), [single, set])?.areFavorites, true);
    assert.equal(summarizeSelection(idsOf(single, set), [single, set])?.areFavorites, false);
  });
});
