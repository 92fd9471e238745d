import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { operations, type FaultKind } from '../../gateway/faults/faultKinds.ts';
import { formatOutcomeCell, type OutcomesByOperation } from '../support/faultTable.ts';
import { outcomesFor, settingOutcomes } from '../support/faultOutcomes.ts';

const outcomesByKind = new Map<FaultKind, OutcomesByOperation>();
for (const on of operations) {
  for (const [kind, outcome] of outcomesFor(on))
    outcomesByKind.set(kind, { ...outcomesByKind.get(kind), [on]: outcome });
}
const expected = new Map<string, string>([
  ...[...outcomesByKind].map(
    ([kind, outcomes]) => [`\`${kind}\``, formatOutcomeCell(outcomes)] as const,
  ),
  ...Object.entries(settingOutcomes).map(
    ([name, outcomes]) => [`setting \`${name}\``, formatOutcomeCell(outcomes)] as const,
  ),
]);

/** The last column of the table of faults, by the first column. */
function documentedOutcomes(): Map<string, string> {
  const readme = readFileSync('test/gateway/README.md', 'utf8');
  const table = readme.split('| Kind ')[1]?.split('\n\n')[0] ?? '';
  const tableRows = table.split('\n').slice(2);
  return new Map(
    tableRows.map((row) => {
      const cells = row.split('|').map((cell) => cell.trim());
      return [cells[1] ?? '', cells[4] ?? ''];
    }),
  );
}

describe('README of the simulated service', () => {
  it('lists all faults and no others', () => {
    assert.deepEqual([...documentedOutcomes().keys()].sort(), [...expected.keys()].sort());
  });

  for (const [name, cell] of expected) {
    it(`documents the outcome of ${name}`, () => {
      assert.equal(documentedOutcomes().get(name), cell);
    });
  }
});
