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
    const estimate = (
      innerWidth: number,
      innerHeight: number,
      devicePixelRatio: number,
      rowHeight: number,
    ) => estimateFirstThumbnails({ innerWidth, innerHeight, devicePixelRatio }, rowHeight);
    assert.deepEqual(estimate(1400, 800, 1, 180), { side: 256, count: 32 });
    assert.deepEqual(estimate(320, 800, 2, 150), { side: 512, count: 15 });
    assert.deepEqual(estimate(0, 0, 1, 180), { side: 256, count: 1 });
    assert.deepEqual(estimate(4000, 3000, 1, 96), { side: 256, count: 48 });
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
