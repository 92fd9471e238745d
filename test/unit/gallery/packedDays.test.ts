import assert from 'node:assert/strict';
import type { Day } from '../../../src/gallery/days.ts';
import { packDays, unpackDays } from '../../../src/gallery/packedDays.ts';
import type { PackedDays } from '../../../src/gallery/toPage.ts';

describe('Days on their way to the page', () => {
  const cases: Record<string, Day[]> = {
    none: [],
    one: [['2026-11-21', 3]],
    'over a change of clocks, a year and a leap day': [
      ['2026-03-30', 2],
      ['2026-03-28', 1],
      ['2025-12-31', 12],
      ['2024-02-29', 1],
      ['2024-02-28', 7],
    ],
    'out of order, as where a clock was set': [
      ['2026-11-20', 1],
      ['2026-11-21', 1],
    ],
  };
  for (const [what, days] of Object.entries(cases)) {
    it(`arrive as they were: ${what}`, () => {
      const arrived = JSON.parse(JSON.stringify(packDays(days))) as PackedDays;
      assert.deepEqual(unpackDays(arrived), days);
    });
  }

  it('take few bytes each', () => {
    const days = Array.from({ length: 1000 }, (_, n): Day => {
      return [new Date(Date.UTC(2026, 10, 21 - n)).toISOString().slice(0, 10), 12];
    });
    assert.ok(JSON.stringify(packDays(days)).length < 7000);
  });
});
