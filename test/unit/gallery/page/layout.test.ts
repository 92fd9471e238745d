import assert from 'node:assert/strict';
import {
  buildRows,
  edgePx,
  getPositionBelow,
  type CellRow,
  type Row,
} from '../../../../src/gallery/page/grid/layout.ts';
import { seededRandom } from '../../support/seededRandom.ts';

const oneDay = (count: number) => ({ days: [['2026-11-21', count]] as const });
const getCellRows = (rows: readonly Row[]): CellRow[] => rows.filter((row) => row.type === 'cells');
const getLayout = (rows: readonly Row[]) =>
  getCellRows(rows).map(({ cells, height }) => [
    Math.round(height),
    ...cells.map(({ width }) => Math.round(width)),
  ]);

const kinds = {
  portraits: [9 / 16, 2 / 3, 3 / 4],
  panoramas: [21 / 9, 16 / 9, 3],
  mixed: [1, 16 / 9, 9 / 16, 21 / 9, 2 / 3, 4 / 3],
  'beyond the limits': [1 / 16, 16, 0.001, 1000],
};

describe('buildRows', () => {
  const twoDays = {
    days: [
      ['2026-11-21', 4],
      ['2026-11-20', 3],
    ],
  } as const;
  const getContent = (rows: readonly Row[]) =>
    rows.map((row) =>
      row.type === 'headings'
        ? row.headings.map(({ dayRange: { day }, left, width }) => ({
            day,
            left: Math.round(left),
            width: Math.round(width),
          }))
        : row.cells.map(({ position }) => position),
    );

  it('starts a day in the row of the day before it, below a heading of its own', () => {
    const rows = buildRows(twoDays, { width: 318, rowHeight: 100, getRatio: () => 1 });
    assert.deepEqual(getContent(rows), [
      [{ day: '2026-11-21', left: 6, width: 306 }],
      [0, 1, 2],
      [{ day: '2026-11-20', left: 109, width: 203 }],
      [3, 4, 5],
      [6],
    ]);
    assert.deepEqual(
      getCellRows(rows)[1]?.cells.map(({ dayRange }) => dayRange.day),
      ['2026-11-21', '2026-11-20', '2026-11-20'],
    );
  });

  it('starts a new row for a day that would have no room for its heading', () => {
    const rows = buildRows(twoDays, { width: 250, rowHeight: 100, getRatio: () => 0.8 });
    assert.deepEqual(getContent(rows), [
      [{ day: '2026-11-21', left: 6, width: 238 }],
      [0, 1, 2],
      [{ day: '2026-11-20', left: 87, width: 157 }],
      [3, 4, 5],
      [6],
    ]);
    const narrow = buildRows(
      { days: [['2026-11-21', 2], twoDays.days[1]] },
      { width: 250, rowHeight: 100, getRatio: () => 0.8 },
    );
    assert.deepEqual(getContent(narrow), [
      [{ day: '2026-11-21', left: 6, width: 238 }],
      [0, 1],
      [{ day: '2026-11-20', left: 6, width: 238 }],
      [2, 3, 4],
    ]);
  });

  it('has several headings above a row of several days', () => {
    const days = [
      ['2026-11-21', 1],
      ['2026-11-20', 1],
      ['2026-11-19', 1],
    ] as const;
    const rows = buildRows({ days }, { width: 530, rowHeight: 100, getRatio: () => 1.5 });
    assert.deepEqual(getContent(rows), [
      [
        { day: '2026-11-21', left: 6, width: 170 },
        { day: '2026-11-20', left: 180, width: 170 },
        { day: '2026-11-19', left: 354, width: 170 },
      ],
      [0, 1, 2],
    ]);
  });

  it('keeps the start of a row that was drawn, and stretches the end of the listing a little', () => {
    const options = { width: 406, rowHeight: 100, getRatio: () => 1 };
    const rowStarts = new Set([1]);
    assert.deepEqual(getContent(buildRows(oneDay(5), { ...options, rowStarts })).slice(1), [
      [0],
      [1, 2, 3, 4],
    ]);
    const heights = (count: number) =>
      getCellRows(buildRows(oneDay(count), { ...options, width: 744 })).map(({ height }) =>
        Math.round(height),
      );
    assert.deepEqual(heights(6), [119]);
    assert.deepEqual(heights(5), [100]);
  });

  it('keeps the ratios and fills the width', () => {
    const ratios = [1, 2, 0.5, 1.5, 1];
    const rows = buildRows(oneDay(5), {
      width: 406,
      rowHeight: 100,
      getRatio: (position) => ratios[position] ?? 1,
    });
    assert.deepEqual(getLayout(rows), [
      [110, 110, 221, 55],
      [100, 150, 100],
    ]);
  });

  it('shows an image that is wider than the grid in a lower row', () => {
    const rows = buildRows(oneDay(2), { width: 212, rowHeight: 150, getRatio: () => 4 });
    assert.deepEqual(getLayout(rows), [
      [50, 200],
      [50, 200],
    ]);
  });

  for (const [kind, ratios] of Object.entries(kinds))
    it(`contains each position once, and is filled without stretching much: ${kind}`, () => {
      const random = seededRandom(7);
      for (let width = 60; width < 2000; width += 83) {
        const list = Array.from(
          { length: 200 },
          () => ratios[Math.floor(random() * ratios.length)] ?? 1,
        );
        for (const rowHeight of [96, 150, 180, 320]) {
          const getRatio = (position: number) => list[position] ?? 1;
          const rows = getCellRows(buildRows(oneDay(200), { width, rowHeight, getRatio }));
          const positions = rows.flatMap(({ cells }) => cells.map(({ position }) => position));
          assert.deepEqual(
            positions,
            Array.from({ length: 200 }, (_, index) => index),
          );
          for (const [index, { cells, height }] of rows.entries()) {
            const last = cells[cells.length - 1] ?? cells[0];
            const right = last.left + last.width + edgePx;
            assert.ok(right <= width + 0.01, `${right} > ${width}`);
            assert.ok(height <= rowHeight * 1.5 + 0.01);
            if (index < rows.length - 1) assert.ok(Math.abs(right - width) < 0.01);
          }
        }
      }
    });

  it('has a row even if there is no space', () => {
    const rows = getCellRows(buildRows(oneDay(3), { width: 0, rowHeight: 150, getRatio: () => 1 }));
    assert.deepEqual(
      rows.map(({ cells }) => cells.length),
      [1, 1, 1],
    );
  });
});

describe('getPositionBelow', () => {
  const ratios = [3, 1, 1, 1, 1, 1, 3];
  const rows = buildRows(oneDay(7), {
    width: 406,
    rowHeight: 100,
    getRatio: (position) => ratios[position] ?? 1,
  });

  it('goes to the nearest center', () => {
    assert.deepEqual(
      getCellRows(rows).map(({ cells }) => cells.map(({ position }) => position)),
      [[0, 1], [2, 3, 4, 5], [6]],
    );
    assert.equal(getPositionBelow(rows, 0, 1), 3);
    assert.equal(getPositionBelow(rows, 1, 1), 5);
    assert.equal(getPositionBelow(rows, 2, -1), 0);
    assert.equal(getPositionBelow(rows, 5, 1), 6);
  });

  it('stays in the first and the last row', () => {
    assert.equal(getPositionBelow(rows, 1, -1), 1);
    assert.equal(getPositionBelow(rows, 6, 5), 6);
    assert.equal(getPositionBelow(rows, 0, 9), 6);
  });
});
