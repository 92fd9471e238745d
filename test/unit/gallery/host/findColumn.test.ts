import assert from 'node:assert/strict';
import { findColumn } from '../../../../src/gallery/host/panel/findColumn.ts';

describe('the column of a new gallery', () => {
  /** Groups by the number of their tabs, with the active one. */
  const groups = (tabCounts: readonly number[], activeColumn: number) =>
    tabCounts.map((count, index) => ({
      viewColumn: index + 1,
      isActive: index + 1 === activeColumn,
      tabs: Array.from({ length: count }),
    }));

  for (const [description, tabCounts, activeColumn, expected] of [
    ['is that of an empty window', [0], 1, 1],
    ['is a new one next to the only group', [2], 1, undefined],
    ['is the second of two', [1, 1], 1, 2],
    ['is the first of two if the user is in the second', [1, 1], 2, 1],
    ['is right of the active group, of two neighbors', [1, 1, 1], 2, 3],
    ['is left of the last of three', [1, 1, 1], 3, 2],
    ['is that of an empty group that is active', [1, 0], 2, 2],
  ] as const) {
    it(description, () => {
      assert.equal(findColumn(groups(tabCounts, activeColumn)), expected);
    });
  }
});
