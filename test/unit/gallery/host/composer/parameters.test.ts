import assert from 'node:assert/strict';
import {
  toRequestOptions,
  toComposerParameters,
} from '../../../../../src/gallery/host/composer/parameters.ts';
import { aspectRatios, resolutions, getImageSize } from '../../../../../src/jimeng/index.ts';

describe('toComposerParameters', () => {
  it('restores the options that a request was created with', () => {
    const pairs = resolutions.flatMap((resolution) =>
      aspectRatios.map((aspectRatio) => ({ resolution, aspectRatio })),
    );
    for (const { resolution, aspectRatio } of pairs) {
      const size = getImageSize(resolution, aspectRatio);
      const request = { model: 'jimeng-4.0', prompt: '', forceSingle: false, ...size };
      const expected = { model: 'jimeng-4.0', resolution, aspectRatio, forceSingle: false };
      assert.deepEqual(toComposerParameters(request), expected);
    }
  });

  it('leaves the ratio to the model if the request did', () => {
    assert.deepEqual(toComposerParameters({ model: 'jimeng-4.6', prompt: '', resolution: '4k' }), {
      model: 'jimeng-4.6',
      resolution: '4k',
      aspectRatio: 'auto',
    });
  });

  it('falls back to the nearest size, preferring the ratio', () => {
    const fromSize = (width: number, height: number) =>
      toComposerParameters({ model: 'jimeng-4.0', prompt: '', width, height });
    assert.deepEqual(fromSize(1920, 1080), {
      model: 'jimeng-4.0',
      resolution: '2k',
      aspectRatio: '16:9',
    });
    assert.equal(fromSize(1200, 4000).aspectRatio, '9:21');
  });
});

describe('toRequestOptions', () => {
  it('omits values that this version does not know', () => {
    assert.deepEqual(toRequestOptions({ resolution: '8k' }), {});
    assert.deepEqual(toRequestOptions({ resolution: '1k', aspectRatio: 'auto' }), {
      resolution: '1k',
      aspectRatio: 'auto',
    });
  });
});
