import assert from 'node:assert/strict';
import { formatDay } from '../../../../src/gallery/page/ui/format.ts';

describe('formatDay', () => {
  const strings = { today: 'Today', yesterday: 'Yesterday' };
  const name = (day: string, now: Date, language = 'en') => formatDay(day, strings, language, now);

  it('returns Today or Yesterday at any hour', () => {
    for (const hour of [0, 12, 23]) {
      const now = new Date(2026, 0, 1, hour, 30);
      assert.equal(name('2026-01-01', now), 'Today');
      assert.equal(name('2025-12-31', now), 'Yesterday');
      assert.notEqual(name('2025-12-30', now), 'Yesterday');
      assert.notEqual(name('2026-01-02', now), 'Today');
    }
  });

  it('omits the current year and includes any other', () => {
    const now = new Date(2026, 10, 21);
    assert.equal(name('2026-11-18', now), 'Wednesday, November 18');
    assert.equal(name('2025-11-18', now), 'Tuesday, November 18, 2025');
  });

  it('uses the language of the page', () => {
    assert.equal(name('2026-11-18', new Date(2026, 10, 21), 'zh-cn'), '11月18日星期三');
  });
});
