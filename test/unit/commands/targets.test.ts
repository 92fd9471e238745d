import assert from 'node:assert/strict';
import { toTargets } from '../../../src/commands/gallery/targets.ts';

describe('toTargets', () => {
  it('applies a menu to its generation or image', () => {
    assert.deepEqual(toTargets({ id: 'a' }, []), [{ id: 'a' }]);
    assert.deepEqual(toTargets({ id: 'a', image: 2 }, ['b', 'c']), [{ id: 'a', image: 2 }]);
  });

  it('applies the menu of a selected card to the whole selection', () => {
    assert.deepEqual(toTargets({ id: 'a', image: 2 }, ['a', 'b']), [{ id: 'a' }, { id: 'b' }]);
  });

  it('applies the menu of the large view to the image that is shown', () => {
    const context = { id: 'a', image: 2, ignoresSelection: true };
    assert.deepEqual(toTargets(context, ['a', 'b']), [{ id: 'a', image: 2 }]);
  });
});
