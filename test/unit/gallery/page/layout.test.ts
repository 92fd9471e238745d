import assert from 'node:assert/strict';
import { computeColumns, gapPx, buildRows } from '../../../../src/gallery/page/grid/layout.ts';

describe('buildRows and computeColumns', () => {
  it('start a new row for each day', () => {
    const days = [
      ['2026-11-21', 4],
      ['2026-11-20', 1],
    ] as const;
    const [later, earlier] = [
      { day: '2026-11-21', from: 0, count: 4 },
      { day: '2026-11-20', from: 4, count: 1 },
    ];
    assert.deepEqual(buildRows({ days }, 3), [
      { type: 'day', dayRange: later },
      { type: 'cells', dayRange: later, from: 0, count: 3 },
      { type: 'cells', dayRange: later, from: 3, count: 1 },
      { type: 'day', dayRange: earlier },
      { type: 'cells', dayRange: earlier, from: 4, count: 1 },
    ]);
  });

  it('contain each item once for any number of columns', () => {
    const days = [7, 1, 12, 3].map((count, index) => [`2026-11-0${index}`, count] as const);
    for (let columns = 1; columns < 9; columns++) {
      const indexes = buildRows({ days }, columns).flatMap((row) =>
        row.type === 'cells' ? Array.from({ length: row.count }, (_, n) => row.from + n) : [],
      );
      assert.deepEqual(
        indexes,
        Array.from({ length: 23 }, (_, n) => n),
      );
    }
  });

  it('fill the width with cells of at least the requested width', () => {
    for (let width = 200; width < 3000; width += 37) {
      const { columns, cellWidth: cell } = computeColumns(width, 180);
      assert.ok(Math.abs(gapPx + columns * (cell + gapPx) - width) < 0.01);
      assert.ok(cell >= 180 || columns === 1);
      assert.ok(cell < 2 * (180 + gapPx));
    }
  });

  it('have at least one column even if there is no space', () => {
    assert.deepEqual(computeColumns(0, 180), { columns: 1, cellWidth: 0 });
    assert.equal(computeColumns(100, 180).columns, 1);
  });
});
