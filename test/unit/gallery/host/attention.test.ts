import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import type { Hold } from '../../../../src/tasks/holds.ts';
import { maxFailureGroups, maxListedFailures } from '../../../../src/untrusted/limits.ts';
import { remedyNames } from '../../../../src/gallery/protocol/vocabulary.ts';
import { FakeWindow } from '../../support/fakeWindow.ts';
import { failureSamples } from '../../support/failureSamples.ts';
import { recordOf } from '../../support/galleryRecords.ts';
import { assertShowable, hostileTexts } from '../../support/hostileTexts.ts';

const { summarizeFailures } = await import('../../../../src/gallery/host/failures/attention.ts');

const task = { taskId: '1', reqKey: 'jimeng_t2i_v40', submittedAt: 1 };
const hourMs = 60 * 60 * 1000;
const nowMs = recordOf(0).createdAt + 1000 * hourMs;

const failed = (n: number, failure: Failure, fields: Partial<GenerationRecord> = {}) =>
  recordOf(n, { state: 'failed', failure, finishedAt: nowMs - hourMs, ...fields });

const summarize = (
  records: readonly GenerationRecord[],
  holds: Readonly<Record<string, Hold>> = {},
  newKeyIds: ReadonlySet<string> = new Set(),
) => summarizeFailures(records, { nowMs, getHold: (id) => holds[id], newKeyIds });

describe('summarizeFailures', () => {
  before(() => FakeWindow.open());

  it('has one row for the same cause, the newest first', () => {
    const { count, groups } = summarize([
      failed(4, { kind: 'promptRefused', message: 'Pre Img Risk Not Pass' }, { task }),
      failed(3, { kind: 'quota' }),
      failed(2, { kind: 'promptRefused', message: 'Text Risk Not Pass' }, { task }),
    ]);
    assert.equal(count, 3);
    assert.deepEqual(
      groups.map(({ cause, newest }) => [cause, newest.map(({ prompt }) => prompt)]),
      [
        ['Prompt blocked by the content filter', ['prompt 4', 'prompt 2']],
        ['Credit used up at OctopusX', ['prompt 3']],
      ],
    );
  });

  it('has different rows for other providers, hosts, and ways forward', () => {
    const { groups } = summarize([
      failed(8, { kind: 'quota' }),
      failed(7, { kind: 'quota' }, { provider: 'deepwl' }),
      failed(6, { kind: 'quota', maybeBilled: true }),
      failed(5, { kind: 'network', host: 'a.example', code: 'ECONNREFUSED' }),
      failed(4, { kind: 'network', host: 'b.example', code: 'ECONNREFUSED' }),
      failed(3, { kind: 'network', host: 'b.example', code: 'ECONNRESET' }),
      failed(2, { kind: 'taskFailed' }, { task }),
      failed(1, { kind: 'taskFailed' }, { task, isExternal: true }),
    ]);
    assert.equal(groups.length, 7, 'only the code of a network error makes no difference');
  });

  it('has the remedy as the first button, with the number that it applies to', () => {
    const labelsOf = (...records: readonly GenerationRecord[]) =>
      summarize(records).groups.map(({ remedies }) => remedies.map(({ label }) => label));
    const refused = { kind: 'promptRefused' } as const;
    assert.deepEqual(labelsOf(failed(1, { kind: 'noKey' })), [['Set API Key…']]);
    assert.deepEqual(labelsOf(failed(1, { kind: 'quota' })), [['Open OctopusX', 'Retry']]);
    assert.deepEqual(labelsOf(failed(2, { kind: 'rate' }), failed(1, { kind: 'rate' })), [
      ['Retry (2)'],
    ]);
    assert.deepEqual(labelsOf(failed(1, refused, { task })), [['Edit Prompt…', 'Generate Again']]);
    assert.deepEqual(labelsOf(failed(2, refused, { task }), failed(1, refused, { task })), [
      ['Edit Prompt…', 'Generate Again (2)'],
    ]);
    const timeout = { kind: 'timeout', seconds: 600 } as const;
    assert.deepEqual(labelsOf(failed(1, timeout, { task })), [['Keep Waiting']]);
  });

  it('offers Retry first for those whose provider has got a key since', () => {
    const [after, before] = [2, 1].map((n) => failed(n, { kind: 'authentication' }));
    assert.ok(after && before);
    const { groups } = summarize([after, before], {}, new Set([before.id]));
    assert.deepEqual(
      groups.map(({ ids, remedies }) => [ids, remedies.map(({ label }) => label)]),
      [
        [[after.id], ['Set API Key…']],
        [[before.id], ['Retry', 'Set API Key…']],
      ],
    );
  });

  it('never offers first what may be billed twice', () => {
    const { groups } = summarize([failed(1, { kind: 'interrupted' })]);
    assert.deepEqual(
      groups[0]?.remedies.map(({ name }) => name),
      ['queryTask', 'openProviderWebsite', 'generateAgainMaybeBilled'],
    );
    assert.match(groups[0].cause, / · may have been billed$/);
  });

  const holds: readonly [hold: Hold, remedies: readonly string[]][] = [
    ['notStartedHere', ['retry']],
    ['providerNotInSettings', ['retry']],
    ['resumedTooOften', ['retry']],
    ['ticketFailed', ['retry', 'showLog']],
    ['maybeSubmitted', ['queryTask', 'openProviderWebsite', 'retry']],
  ];
  for (const [hold, remedies] of holds) {
    it(`has those that wait for Retry: ${hold}`, () => {
      const record = recordOf(1, { state: 'queued' });
      const { groups } = summarize([record], { [record.id]: hold });
      assert.deepEqual(
        groups.map((group) => group.remedies.map(({ name }) => name)),
        [remedies],
      );
      assert.ok(groups[0]?.canRetry);
    });
  }

  describe('leaves out after a day', () => {
    const ages: readonly [name: string, failure: Failure, fields: object, isOver: boolean][] = [
      ['what cannot be retried', { kind: 'promptRefused' }, { task }, true],
      ['what was canceled', { kind: 'canceled' }, { task }, true],
      ['not what can be retried', { kind: 'quota' }, {}, false],
      ['not a known task', { kind: 'timeout', seconds: 600 }, { task }, false],
    ];
    for (const [name, failure, fields, isOver] of ages) {
      it(name, () => {
        const countAfter = (ageMs: number) =>
          summarize([failed(1, failure, { ...fields, finishedAt: nowMs - ageMs })]).count;
        assert.equal(countAfter(24 * hourMs), 1);
        assert.equal(countAfter(24 * hourMs + 1), isOver ? 0 : 1);
      });
    }

    it('not one that waits for Retry', () => {
      const record = recordOf(1, { state: 'queued' });
      assert.equal(summarize([record], { [record.id]: 'notStartedHere' }).count, 1);
    });
  });

  it('has a cause, a reason, and a remedy for every failure', () => {
    for (const sample of Object.values(failureSamples)) {
      const { groups } = summarize([failed(1, sample)]);
      const [group] = groups;
      assert.ok(group && group.cause !== '' && group.reason !== '', sample.kind);
      assert.doesNotMatch(group.cause, /[.。]$/, sample.kind);
      assert.ok(group.remedies.length > 0, sample.kind);
      for (const { name } of group.remedies) assert.ok(remedyNames.includes(name), name);
    }
  });

  it('is safe to show, whatever the service and the records say', () => {
    for (const text of Object.values(hostileTexts)) {
      const { groups } = summarize([
        failed(2, { kind: 'network', host: text, code: text }),
        failed(1, { kind: 'service', message: text }, { request: { model: text, prompt: text } }),
      ]);
      for (const { cause, reason, remedies } of groups) {
        assertShowable(cause, 'The cause');
        assertShowable(reason, 'The reason');
        for (const { label } of remedies) assertShowable(label, 'A button');
      }
    }
  });

  it('stays small and fast with thousands of failures', () => {
    const kinds = Object.values(failureSamples);
    const records = Array.from({ length: 3000 }, (_, n) =>
      failed(n, kinds[n % kinds.length] ?? { kind: 'quota' }),
    );
    const { count, groups } = summarize(records);
    assert.equal(count, 3000);
    assert.ok(groups.every(({ newest }) => newest.length <= maxListedFailures));
    const ids = groups.flatMap((group) => group.ids);
    assert.equal(new Set(ids).size, 3000);
    const hosts = Array.from({ length: 3000 }, (_, n) =>
      failed(n, { kind: 'network', host: `host-${n}`, code: '' }),
    );
    assert.equal(summarize(hosts).groups.length, maxFailureGroups);
    const start = performance.now();
    summarize(records);
    assert.ok(performance.now() - start < 500);
  });
});
