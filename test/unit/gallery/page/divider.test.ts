import assert from 'node:assert/strict';
import { dividerFromKey, dividerFromPointer } from '../../../../src/gallery/page/viewer/divider.ts';

describe('Compare divider', () => {
  it('follows the pointer and stays within the frame', () => {
    const frame = { left: 100, width: 400 };
    const positions = [100, 200, 303, 500, 20, 900].map((x) => dividerFromPointer(x, frame));
    assert.deepEqual(positions, [0, 25, 51, 100, 0, 100]);
  });

  it('stays in the middle of a frame without width', () => {
    assert.equal(dividerFromPointer(10, { left: 0, width: 0 }), 50);
  });

  it('moves with the keys of a slider only', () => {
    assert.equal(dividerFromKey('ArrowLeft', 50), 45);
    assert.equal(dividerFromKey('ArrowUp', 50), 55);
    assert.equal(dividerFromKey('PageDown', 50), 30);
    assert.equal(dividerFromKey('Home', 50), 0);
    assert.equal(dividerFromKey('End', 50), 100);
    assert.equal(dividerFromKey('ArrowRight', 98), 100);
    assert.equal(dividerFromKey('a', 50), undefined);
    assert.equal(dividerFromKey('constructor', 50), undefined);
  });
});
