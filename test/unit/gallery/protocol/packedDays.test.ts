import assert from 'node:assert/strict';
import type { DayCount } from '../../../../src/gallery/host/days.ts';
import { packDays, unpackDays } from '../../../../src/gallery/protocol/packedDays.ts';
import type { PackedDays } from '../../../../src/gallery/protocol/toPage.ts';

describe('packDays', () => {
  const cases: Record<string, DayCount[]> = {
    none: [],
    one: [['2026-11-21', 3]],
    'across a daylight saving change, a year, and a leap day': [
      ['2026-03-30', 2],
      ['2026-03-28', 1],
      ['2025-12-31', 12],
      ['2024-02-29', 1],
      ['2024-02-28', 7],
    ],
    'out of order after a clock change': [
      ['2026-11-20', 1],
      ['2026-11-21', 1],
    ],
  };
  for (const [description, days] of Object.entries(cases)) {
    it(`round-trips days: ${description}`, () => {
      const packed = JSON.parse(JSON.stringify(packDays(days))) as PackedDays;
      assert.deepEqual(unpackDays(packed), days);
    });
  }

  it('uses few bytes per day', () => {
    const days = Array.from({ length: 1000 }, (_, n): DayCount => {
      return [new Date(Date.UTC(2026, 10, 21 - n)).toISOString().slice(0, 10), 12];
    });
    assert.ok(JSON.stringify(packDays(days)).length < 7000);
  });
});
