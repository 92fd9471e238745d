import assert from 'node:assert/strict';
import {
  chooseSide,
  estimateFirstThumbnails,
  listReplacements,
  listSidesToMake,
} from '../../../../src/gallery/page/thumbnails/thumbnailSides.ts';

describe('The sides of thumbnails', () => {
  it('are as large as the image on the screen, if there is one', () => {
    const chosen = [1, 256, 256.4, 257, 512, 513, 1024, 3000].map(chooseSide);
    assert.deepEqual(chosen, [256, 256, 256, 512, 512, 1024, 1024, 1024]);
  });

  it('are estimated for the first screen from the size of the page', () => {
    assert.deepEqual(estimateFirstThumbnails(1400, 800, 180, 1), { side: 256, count: 28 });
    assert.deepEqual(estimateFirstThumbnails(320, 800, 150, 2), { side: 512, count: 10 });
    assert.deepEqual(estimateFirstThumbnails(0, 0, 180, 1), { side: 256, count: 1 });
    assert.deepEqual(estimateFirstThumbnails(4000, 3000, 96, 1), { side: 256, count: 48 });
  });

  it('are replaced by a larger one, or else by the largest of the smaller ones', () => {
    assert.deepEqual(listReplacements(256), [512, 1024]);
    assert.deepEqual(listReplacements(512), [1024, 256]);
    assert.deepEqual(listReplacements(1024), [512, 256]);
  });

  it('are made together, except the largest', () => {
    assert.deepEqual(listSidesToMake(256), [256, 512]);
    assert.deepEqual(listSidesToMake(512), [256, 512]);
    assert.deepEqual(listSidesToMake(1024), [1024]);
  });
});
