import assert from 'node:assert/strict';
import { columnsFor, gap, rowsOf } from '../../../src/gallery/page/layout.ts';

describe('The lines of the grid', () => {
  it('begin anew with each day', () => {
    const days = [
      ['2026-11-21', 4],
      ['2026-11-20', 1],
    ] as const;
    const [later, earlier] = [
      { day: '2026-11-21', from: 0, count: 4 },
      { day: '2026-11-20', from: 4, count: 1 },
    ];
    assert.deepEqual(rowsOf({ days }, 3), [
      { type: 'day', of: later },
      { type: 'cells', of: later, from: 0, count: 3 },
      { type: 'cells', of: later, from: 3, count: 1 },
      { type: 'day', of: earlier },
      { type: 'cells', of: earlier, from: 4, count: 1 },
    ]);
  });

  it('hold each place once, however many columns', () => {
    const days = [7, 1, 12, 3].map((count, index) => [`2026-11-0${index}`, count] as const);
    for (let columns = 1; columns < 9; columns++) {
      const places = rowsOf({ days }, columns).flatMap((row) =>
        row.type === 'cells' ? Array.from({ length: row.count }, (_, n) => row.from + n) : [],
      );
      assert.deepEqual(
        places,
        Array.from({ length: 23 }, (_, n) => n),
      );
    }
  });

  it('fill the width, each cell at least as wide as wanted where that fits', () => {
    for (let width = 200; width < 3000; width += 37) {
      const { columns, cell } = columnsFor(width, 180);
      assert.ok(Math.abs(gap + columns * (cell + gap) - width) < 0.01);
      assert.ok(cell >= 180 || columns === 1);
      assert.ok(cell < 2 * (180 + gap));
    }
  });

  it('are one cell wide at least, even where there is no room', () => {
    assert.deepEqual(columnsFor(0, 180), { columns: 1, cell: 0 });
    assert.equal(columnsFor(100, 180).columns, 1);
  });
});
