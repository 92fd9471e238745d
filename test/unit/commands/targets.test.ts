import assert from 'node:assert/strict';
import { toTargets } from '../../../src/commands/gallery/targets.ts';

describe('toTargets', () => {
  it('applies a menu to its generation or image', () => {
    assert.deepEqual(toTargets('insert', { id: 'a' }, []), [{ id: 'a' }]);
    assert.deepEqual(toTargets('insert', { id: 'a', image: 2 }, ['b', 'c']), [
      { id: 'a', image: 2 },
    ]);
  });

  it('applies the menu of a selected card to the whole selection', () => {
    assert.deepEqual(toTargets('insert', { id: 'a', image: 2 }, ['a', 'b']), [
      { id: 'a' },
      { id: 'b' },
    ]);
  });

  it('applies what is done with one image to the one that was clicked, not to the first that is selected', () => {
    for (const action of ['enlarge', 'open', 'showDetails', 'copyImage', 'editPrompt'] as const)
      assert.deepEqual(toTargets(action, { id: 'b', image: 0 }, ['a', 'b']), [
        { id: 'b', image: 0 },
      ]);
  });

  it('applies the menu of the large view to the image that is shown', () => {
    const context = { id: 'a', image: 2, ignoresSelection: true };
    assert.deepEqual(toTargets('insert', context, ['a', 'b']), [{ id: 'a', image: 2 }]);
  });
});
