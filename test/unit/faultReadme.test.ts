import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { operations, type FaultKind } from '../gateway/faultKinds.ts';
import { cellOf, type RowOf } from './support/faultCells.ts';
import { kindsOf, settingRows } from './support/faultRows.ts';

const byKind = new Map<FaultKind, RowOf>();
for (const on of operations) {
  for (const [kind, row] of kindsOf(on)) byKind.set(kind, { ...byKind.get(kind), [on]: row });
}
const expected = new Map<string, string>([
  ...[...byKind].map(([kind, rowOf]) => [`\`${kind}\``, cellOf(rowOf)] as const),
  ...Object.entries(settingRows).map(
    ([name, rowOf]) => [`setting \`${name}\``, cellOf(rowOf)] as const,
  ),
]);

/** The last column of the table of faults, by its first. */
function written(): Map<string, string> {
  const readme = readFileSync('test/gateway/README.md', 'utf8');
  const table = readme.split('| Kind ')[1]?.split('\n\n')[0] ?? '';
  const rows = table.split('\n').slice(2);
  return new Map(
    rows.map((row) => {
      const cells = row.split('|').map((cell) => cell.trim());
      return [cells[1] ?? '', cells[4] ?? ''];
    }),
  );
}

describe('The table of faults in the README of the simulated service', () => {
  it('has each fault, and no other', () => {
    assert.deepEqual([...written().keys()].sort(), [...expected.keys()].sort());
  });

  for (const [name, cell] of expected) {
    it(`says what becomes of ${name}`, () => {
      assert.equal(written().get(name), cell);
    });
  }
});
