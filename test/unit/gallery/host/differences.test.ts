import assert from 'node:assert/strict';
import { listDifferences, type PresentSettings } from '../../../../src/gallery/host/differences.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import { recordOf } from '../../support/galleryRecords.ts';

const settings: PresentSettings = {
  provider: 'octopusx',
  model: 'jimeng-4.0',
  resolution: '2k',
  aspectRatio: '1:1',
};

const request = { model: 'jimeng-4.0', prompt: '', width: 2048, height: 2048 };
const image = {
  file: '1.png',
  mimeType: 'image/png',
  width: 2048,
  height: 2048,
  bytes: 1,
} as const;

function list(fields: Partial<GenerationRecord>, present: Partial<PresentSettings> = {}): string[] {
  const record = recordOf(1, { request, images: [image], ...fields });
  return listDifferences(record, { ...settings, ...present }, 'DeepWL');
}

describe('listDifferences', () => {
  it('lists nothing of an image that would be the same now', () => {
    assert.deepEqual(list({}), []);
    assert.deepEqual(list({ images: [] }), []);
  });

  it('lists provider, model, resolution, and ratio if they differ', () => {
    const images = [{ ...image, width: 4096, height: 2304 }];
    const large = { ...request, width: 4096, height: 2304 };
    assert.deepEqual(list({ provider: 'deepwl', request: large, images }), [
      'DeepWL',
      '4K',
      '16:9',
    ]);
    assert.deepEqual(list({ request: { ...request, model: 'jimeng-3.1' } }), ['jimeng-3.1']);
  });

  it('lists no ratio while the model chooses it', () => {
    const images = [{ ...image, width: 2048, height: 1152 }];
    assert.deepEqual(list({ images }, { aspectRatio: 'auto' }), []);
    assert.deepEqual(list({ images }), ['16:9']);
  });
});
