import assert from 'node:assert/strict';
import {
  aspectRatios,
  validateRequest,
  providers,
  resolutions,
  getImageSize,
  type AspectRatio,
  type Resolution,
} from '../../../../src/jimeng/index.ts';

/** The documented sizes, and those with the sides swapped. */
const documentedSizes: [Resolution, AspectRatio, number, number][] = [
  ['1k', '1:1', 1024, 1024],
  ['2k', '1:1', 2048, 2048],
  ['2k', '4:3', 2304, 1728],
  ['2k', '3:2', 2496, 1664],
  ['2k', '16:9', 2560, 1440],
  ['2k', '21:9', 3024, 1296],
  ['2k', '3:4', 1728, 2304],
  ['2k', '2:3', 1664, 2496],
  ['2k', '9:16', 1440, 2560],
  ['2k', '9:21', 1296, 3024],
  ['4k', '1:1', 4096, 4096],
  ['4k', '4:3', 4694, 3520],
  ['4k', '3:2', 4992, 3328],
  ['4k', '16:9', 5404, 3040],
  ['4k', '21:9', 6198, 2656],
  ['4k', '3:4', 3520, 4694],
  ['4k', '2:3', 3328, 4992],
  ['4k', '9:16', 3040, 5404],
  ['4k', '9:21', 2656, 6198],
];

describe('resolveSize', () => {
  for (const [resolution, ratio, width, height] of documentedSizes) {
    it(`returns ${width} × ${height} for ${resolution} at ${ratio}`, () => {
      assert.deepEqual(getImageSize(resolution, ratio), { width, height });
    });
  }

  for (const resolution of resolutions) {
    for (const ratio of aspectRatios) {
      it(`returns a valid size of about that ratio for ${resolution} at ${ratio}`, () => {
        const size = getImageSize(resolution, ratio);
        assert.ok(size);
        const request = { model: 'jimeng-4.0', prompt: 'a cat', ...size };
        assert.deepEqual(validateRequest(request, providers.octopusx), []);
        const [horizontal = NaN, vertical = NaN] = ratio.split(':').map(Number);
        assert.ok(Math.abs((size.width / size.height / horizontal) * vertical - 1) < 0.03);
      });
    }
  }

  for (const ratio of aspectRatios) {
    it(`returns the smallest valid size for 1k at ${ratio}`, () => {
      const { width, height } = getImageSize('1k', ratio) ?? assert.fail();
      assert.ok(width % 8 === 0 && height % 8 === 0);
      assert.ok((width - 8) * (height - 8) < 1024 * 1024);
    });
  }
});
