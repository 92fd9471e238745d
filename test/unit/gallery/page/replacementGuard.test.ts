import assert from 'node:assert/strict';
import { moveSettleMs } from '../../../../src/gallery/page/grid/recentMoves.ts';
import { ReplacementGuard } from '../../../../src/gallery/page/viewer/replacementGuard.ts';

describe('ReplacementGuard', () => {
  let nowMs = 0;
  const createGuard = () => {
    nowMs = 1000;
    return new ReplacementGuard(() => nowMs);
  };
  const first = { id: 'a', image: 0 };

  it('is not active before anything has been replaced', () => {
    assert.equal(createGuard().isActive, false);
  });

  for (const [description, after] of [
    ['another generation', { id: 'b', image: 0 }],
    ['another image of the set', { id: 'a', image: 1 }],
    ['nothing, as the large view has closed', undefined],
  ] as const) {
    it(`is active for a moment after ${description} has taken the place of an image`, () => {
      const guard = createGuard();
      guard.compare(first, after);
      assert.equal(guard.isActive, true);
      nowMs += moveSettleMs - 1;
      assert.equal(guard.isActive, true);
      nowMs += 1;
      assert.equal(guard.isActive, false);
    });
  }

  it('is not active if the same image is shown, or none was', () => {
    const guard = createGuard();
    guard.compare(first, { ...first });
    guard.compare(undefined, first);
    assert.equal(guard.isActive, false);
  });
});
