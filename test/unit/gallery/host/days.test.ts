import assert from 'node:assert/strict';
import { countByDay } from '../../../../src/gallery/host/days.ts';

describe('countByDay', () => {
  const late = '20261121T233000000-00000000';
  const early = '20261121T003000000-00000000';
  const before = '20261120T120000000-00000000';

  it('counts generations by day in the given order', () => {
    assert.deepEqual(countByDay([late, early, before], 'UTC'), [
      ['2026-11-21', 2],
      ['2026-11-20', 1],
    ]);
  });

  it('uses the time zone of the user', () => {
    assert.deepEqual(countByDay([late, early, before], 'Asia/Shanghai'), [
      ['2026-11-22', 1],
      ['2026-11-21', 1],
      ['2026-11-20', 1],
    ]);
    assert.deepEqual(countByDay([late, early, before], 'America/New_York'), [
      ['2026-11-21', 1],
      ['2026-11-20', 2],
    ]);
  });

  it('handles daylight saving changes and half-hour offsets', () => {
    // In Berlin, daylight saving time ends on the 25th at 1:00 UTC.
    const [summer, winter] = ['20261024T223000000-00000000', '20261025T223000000-00000000'];
    assert.deepEqual(countByDay([winter, summer], 'Europe/Berlin'), [['2026-10-25', 2]]);
    const [later, now] = ['20261121T183000000-00000000', '20261121T182900000-00000000'];
    assert.deepEqual(countByDay([later, now], 'Asia/Kolkata'), [
      ['2026-11-22', 1],
      ['2026-11-21', 1],
    ]);
  });

  it('counts all generations even if the time zone is unknown', () => {
    const days = countByDay([late, early, before], 'Mars/Olympus');
    assert.equal(
      days.reduce((sum, [, count]) => sum + count, 0),
      3,
    );
  });

  it('returns no days for no generations', () => {
    assert.deepEqual(countByDay([], 'UTC'), []);
  });
});
