import assert from 'node:assert/strict';
import { resolveObjectURL } from 'node:buffer';
import { BlobUrlCache } from '../../../../src/gallery/page/thumbnails/blobUrlCache.ts';

describe('BlobUrlCache', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const names = Array.from({ length: 1000 }, (_, n) => `image ${n}`);

  function createFilledCache(): BlobUrlCache {
    const cache = new BlobUrlCache();
    for (const name of names) cache.add(name, bytes);
    return cache;
  }
  const drawAll = (cache: BlobUrlCache) => names.filter((name) => cache.use(name));

  it('resolves URLs to their bytes with the WebP type', async () => {
    const cache = new BlobUrlCache();
    cache.add('cat', bytes);
    const blob = resolveObjectURL(cache.use('cat') ?? '');
    assert.equal(blob?.type, 'image/webp');
    assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), bytes);
    assert.equal(cache.use('dog'), undefined);
  });

  it('revokes URLs that are dropped or replaced', () => {
    const cache = new BlobUrlCache();
    cache.add('cat', bytes);
    const first = cache.use('cat') ?? '';
    cache.add('cat', bytes);
    const second = cache.use('cat') ?? '';
    assert.notEqual(first, second);
    assert.equal(resolveObjectURL(first), undefined);
    cache.delete('cat');
    assert.equal(resolveObjectURL(second), undefined);
    assert.equal(cache.use('cat'), undefined);
  });

  it('evicts the URLs that were not drawn for the longest time', () => {
    const cache = createFilledCache();
    // Drawn before the others, and again afterwards.
    cache.use('image 0');
    cache.evictUnused();
    const remaining = drawAll(cache);
    assert.equal(remaining.length, 800);
    assert.deepEqual([remaining[0], remaining[1]], ['image 0', 'image 201']);
  });

  it('evicts URLs of large thumbnails earlier', () => {
    const cache = new BlobUrlCache();
    const megabyte = new Uint8Array(1024 * 1024);
    for (const name of names.slice(0, 40)) cache.add(name, megabyte);
    cache.evictUnused();
    assert.equal(drawAll(cache).length, 24);
  });

  it('keeps all URLs that were drawn in the current frame', () => {
    const cache = createFilledCache();
    assert.equal(drawAll(cache).length, 1000);
    cache.evictUnused();
    assert.equal(drawAll(cache).length, 1000);
    cache.evictUnused();
    cache.evictUnused();
    assert.equal(drawAll(cache).length, 800);
  });
});
