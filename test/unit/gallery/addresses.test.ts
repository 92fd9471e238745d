import assert from 'node:assert/strict';
import { resolveObjectURL } from 'node:buffer';
import { Addresses } from '../../../src/gallery/page/addresses.ts';

describe('The addresses of thumbnails', () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const many = Array.from({ length: 1000 }, (_, n) => `picture ${n}`);

  function filled(): Addresses {
    const addresses = new Addresses();
    for (const name of many) addresses.keep(name, bytes);
    return addresses;
  }
  const here = (addresses: Addresses) => many.filter((name) => addresses.draw(name));

  it('lead to their bytes, as a picture', async () => {
    const addresses = new Addresses();
    addresses.keep('cat', bytes);
    const blob = resolveObjectURL(addresses.draw('cat') ?? '');
    assert.equal(blob?.type, 'image/webp');
    assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), bytes);
    assert.equal(addresses.draw('dog'), undefined);
  });

  it('lead nowhere once they are dropped, or stand for other bytes', () => {
    const addresses = new Addresses();
    addresses.keep('cat', bytes);
    const first = addresses.draw('cat') ?? '';
    addresses.keep('cat', bytes);
    const second = addresses.draw('cat') ?? '';
    assert.notEqual(first, second);
    assert.equal(resolveObjectURL(first), undefined);
    addresses.drop('cat');
    assert.equal(resolveObjectURL(second), undefined);
    assert.equal(addresses.draw('cat'), undefined);
  });

  it('are let go of where they have not been drawn for longest', () => {
    const addresses = filled();
    // Drawn before all the others, and again since.
    addresses.draw('picture 0');
    addresses.sweep();
    const kept = here(addresses);
    assert.equal(kept.length, 800);
    assert.deepEqual([kept[0], kept[1]], ['picture 0', 'picture 201']);
  });

  it('are all kept while they are drawn, however many', () => {
    const addresses = filled();
    assert.equal(here(addresses).length, 1000);
    addresses.sweep();
    assert.equal(here(addresses).length, 1000);
    addresses.sweep();
    addresses.sweep();
    assert.equal(here(addresses).length, 800);
  });
});
