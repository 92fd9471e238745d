import assert from 'node:assert/strict';
import {
  moveSettleMs,
  RecentMoves,
  type PlacedCard,
} from '../../../../src/gallery/page/grid/recentMoves.ts';

const cardAt = (id: string, left: number, top = 0): PlacedCard => ({
  id,
  left,
  top,
  width: 100,
  height: 100,
});

/** Moves by a clock that the test sets. */
function createMoves(): { moves: RecentMoves; setTime: (ms: number) => void } {
  let timeMs = 1000;
  const moves = new RecentMoves(() => timeMs);
  const setTime = (ms: number) => {
    timeMs = 1000 + ms;
  };
  return { moves, setTime };
}

describe('RecentMoves', () => {
  it('has a card that a new one has pushed aside, and the new one, for a moment', () => {
    const { moves, setTime } = createMoves();
    const before = [cardAt('a', 0), cardAt('b', 106)];
    assert.equal(moves.compare(before, [cardAt('new', 0), cardAt('a', 106)]), true);
    assert.equal(moves.has('new'), true);
    assert.equal(moves.has('a'), true);
    setTime(moveSettleMs - 1);
    assert.equal(moves.has('a'), true);
    setTime(moveSettleMs);
    assert.equal(moves.has('a'), false);
    assert.equal(moves.has('new'), false);
  });

  it('has a card that has taken the place of a deleted one', () => {
    const { moves } = createMoves();
    moves.compare([cardAt('a', 0), cardAt('b', 106)], [cardAt('b', 0)]);
    assert.equal(moves.has('b'), true);
  });

  it('has none that stay where they are, and none that come where nothing was', () => {
    const { moves } = createMoves();
    const after = [cardAt('a', 0.5), cardAt('b', 106), cardAt('c', 0, 106)];
    assert.equal(moves.compare([cardAt('a', 0), cardAt('b', 106)], after), false);
    for (const id of ['a', 'b', 'c']) assert.equal(moves.has(id), false);
  });

  it('has none of the first that are shown', () => {
    const { moves } = createMoves();
    assert.equal(moves.compare([], [cardAt('a', 0)]), false);
    assert.equal(moves.has('a'), false);
  });

  it('begins anew when a card moves again, or changes', () => {
    const { moves, setTime } = createMoves();
    moves.add('a');
    setTime(300);
    moves.add('a');
    setTime(600);
    assert.equal(moves.has('a'), true);
    setTime(700);
    assert.equal(moves.has('a'), false);
  });
});
