import assert from 'node:assert/strict';
import { getKeyTargets } from '../../../../src/gallery/page/grid/keyTargets.ts';

describe('getKeyTargets', () => {
  const selected = new Set(['a', 'b']);
  const selection = [{ id: 'a' }, { id: 'b' }];

  it('is what has the focus', () => {
    assert.deepEqual(getKeyTargets({ id: 'a', image: 1 }, new Set()), [{ id: 'a', image: 1 }]);
    assert.deepEqual(getKeyTargets({ id: 'c' }, selected), [{ id: 'c' }]);
  });

  it('is the whole selection if what has the focus is part of it', () => {
    assert.deepEqual(getKeyTargets({ id: 'a', image: 1 }, selected), selection);
  });

  it('is the selection while no card has the focus, and never a card that nothing points to', () => {
    assert.deepEqual(getKeyTargets(undefined, selected), selection);
    assert.deepEqual(getKeyTargets(undefined, new Set()), []);
  });
});
