import assert from 'node:assert/strict';
import { daysOf } from '../../../src/gallery/days.ts';

describe('The days of generations', () => {
  const late = '20261121T233000000-00000000';
  const early = '20261121T003000000-00000000';
  const before = '20261120T120000000-00000000';

  it('are counted in the order given', () => {
    assert.deepEqual(daysOf([late, early, before], 'UTC'), [
      ['2026-11-21', 2],
      ['2026-11-20', 1],
    ]);
  });

  it('are those of the user’s own clock', () => {
    assert.deepEqual(daysOf([late, early, before], 'Asia/Shanghai'), [
      ['2026-11-22', 1],
      ['2026-11-21', 1],
      ['2026-11-20', 1],
    ]);
    assert.deepEqual(daysOf([late, early, before], 'America/New_York'), [
      ['2026-11-21', 1],
      ['2026-11-20', 2],
    ]);
  });

  it('keep to a clock that changes within a month, and to one half an hour apart', () => {
    // Berlin goes back from two hours ahead to one on the 25th at 1:00.
    const [summer, winter] = ['20261024T223000000-00000000', '20261025T223000000-00000000'];
    assert.deepEqual(daysOf([winter, summer], 'Europe/Berlin'), [['2026-10-25', 2]]);
    const [soon, now] = ['20261121T183000000-00000000', '20261121T182900000-00000000'];
    assert.deepEqual(daysOf([soon, now], 'Asia/Kolkata'), [
      ['2026-11-22', 1],
      ['2026-11-21', 1],
    ]);
  });

  it('are counted all the same in a time zone nobody knows', () => {
    const days = daysOf([late, early, before], 'Mars/Olympus');
    assert.equal(
      days.reduce((sum, [, count]) => sum + count, 0),
      3,
    );
  });

  it('are none of nothing', () => {
    assert.deepEqual(daysOf([], 'UTC'), []);
  });
});
