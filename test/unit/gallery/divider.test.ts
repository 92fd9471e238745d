import assert from 'node:assert/strict';
import { dividerAfter, dividerAt } from '../../../src/gallery/page/divider.ts';

describe('the divider between two pictures', () => {
  it('goes where the pointer is, and not out of the frame', () => {
    const frame = { left: 100, width: 400 };
    const places = [100, 200, 303, 500, 20, 900].map((x) => dividerAt(x, frame));
    assert.deepEqual(places, [0, 25, 51, 100, 0, 100]);
  });

  it('stays in the middle of a frame without width', () => {
    assert.equal(dividerAt(10, { left: 0, width: 0 }), 50);
  });

  it('moves with the keys of a slider, and with no others', () => {
    assert.equal(dividerAfter('ArrowLeft', 50), 45);
    assert.equal(dividerAfter('ArrowUp', 50), 55);
    assert.equal(dividerAfter('PageDown', 50), 30);
    assert.equal(dividerAfter('Home', 50), 0);
    assert.equal(dividerAfter('End', 50), 100);
    assert.equal(dividerAfter('ArrowRight', 98), 100);
    assert.equal(dividerAfter('a', 50), undefined);
    assert.equal(dividerAfter('constructor', 50), undefined);
  });
});
