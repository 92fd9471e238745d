import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { getExpectedOutcome } from './expectedOutcome.ts';
import { momentNames, moments, responseRows, type ResponseRow } from './responseRows.ts';
import { formatResponsesPage, pagePath, type ResponseResult } from './responsesPage.ts';
import { runResponseRow, type RowOutcome } from './runResponseRow.ts';

const outcomes = new Map<ResponseRow, RowOutcome>();

function nameRow({ kind, frequency, delaySeconds }: ResponseRow): string {
  return `${kind}${delaySeconds === undefined ? '' : ` after ${delaySeconds} s`}, ${frequency}`;
}

describe('Responses', () => {
  it('are at least 300 rows, each another one', () => {
    const names = responseRows.map((row) => `${row.moment} ${nameRow(row)}`);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 300, String(names.length));
  });

  for (const moment of momentNames) {
    describe(moments[moment].title, () => {
      for (const row of responseRows.filter((each) => each.moment === moment)) {
        it(nameRow(row), async () => {
          const outcome = await runResponseRow(row);
          outcomes.set(row, outcome);
          const { message, ...expected } = getExpectedOutcome(row);
          const { message: shown, ...actual } = outcome;
          assert.deepEqual(actual, expected);
          // `{0}` stands for a host.
          assert.ok(
            message.split('{0}').every((part) => shown.includes(part)),
            shown,
          );
          assert.equal(shown === '', message === '');
        });
      }
    });
  }
});

describe(pagePath, () => {
  it('shows the outcomes of all rows', async function () {
    // Most outcomes are known by now, unless only this test runs.
    this.timeout(120_000);
    const results: ResponseResult[] = [];
    for (const row of responseRows)
      results.push({ row, outcome: outcomes.get(row) ?? (await runResponseRow(row)) });
    const hint = 'Run node test/unit/responses/writeResponsesPage.ts';
    assert.equal(readFileSync(pagePath, 'utf8'), await formatResponsesPage(results), hint);
  });
});
