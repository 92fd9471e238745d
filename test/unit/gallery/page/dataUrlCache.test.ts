import assert from 'node:assert/strict';
import { DataUrlCache } from '../../../../src/gallery/page/thumbnails/dataUrlCache.ts';

describe('DataUrlCache', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const names = Array.from({ length: 1000 }, (_, n) => `image ${n}`);

  function createFilledCache(): DataUrlCache {
    const cache = new DataUrlCache();
    for (const name of names) cache.add(name, bytes);
    return cache;
  }
  const drawAll = (cache: DataUrlCache) => names.filter((name) => cache.use(name));

  it('returns URLs with all bytes and the WebP type', () => {
    const cache = new DataUrlCache();
    const all = Uint8Array.from({ length: 300_001 }, (_, n) => (n * 31) % 256);
    cache.add('cat', all);
    const [type, base64] = (cache.use('cat') ?? '').split(',');
    assert.equal(type, 'data:image/webp;base64');
    assert.ok(Buffer.from(base64 ?? '', 'base64').equals(all));
    assert.equal(cache.use('dog'), undefined);
  });

  it('replaces and deletes URLs', () => {
    const cache = new DataUrlCache();
    cache.add('cat', bytes);
    cache.add('cat', new Uint8Array([4]));
    assert.equal(cache.use('cat'), 'data:image/webp;base64,BA==');
    cache.delete('cat');
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

  it('evicts URLs of large thumbnails earlier, and counts neither replaced nor deleted ones', () => {
    const cache = new DataUrlCache();
    const megabyte = new Uint8Array(1024 * 1024);
    for (const name of names.slice(0, 40)) cache.add(name, megabyte);
    for (const name of names.slice(0, 40)) cache.add(name, megabyte);
    cache.delete('image 0');
    cache.evictUnused();
    assert.equal(drawAll(cache).length, 23);
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
