import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import type { GenerationRecord, RecordImage } from '../../../src/library/record.ts';
import { applyEvent, restart, canRecover, canRetry } from '../../../src/tasks/transitions.ts';
import { task } from '../support/fakeFetch.ts';

const record: GenerationRecord = {
  version: 1,
  id: '20260101T000000000-00000000',
  createdAt: 1,
  provider: 'octopusx',
  request: { model: 'jimeng-4.0', prompt: 'a cat' },
  state: 'submitting',
  images: [],
};
const submittedTask = { ...task, submittedAt: 2 };
const image: RecordImage = { file: '1.png', mimeType: 'image/png', width: 3, height: 2, bytes: 9 };
const failure: Failure = { kind: 'timeout', seconds: 600 };

describe('Record transitions', () => {
  it('add the task after a submit', () => {
    assert.deepEqual(applyEvent(record, { type: 'submitted', task }, 2), {
      ...record,
      state: 'generating',
      task: submittedTask,
    });
  });

  it('keep task and images until the end', () => {
    const before = { ...record, task: submittedTask, images: [image] };
    assert.deepEqual(applyEvent(before, { type: 'downloading', total: 1, imageUrls: [] }, 3), {
      ...before,
      state: 'downloading',
    });
    assert.deepEqual(
      applyEvent(
        before,
        { type: 'downloading', total: 1, imageUrls: [], readyAfterSeconds: 12.5 },
        3,
      ),
      {
        ...before,
        state: 'downloading',
        readyAfterSeconds: 12.5,
      },
    );
    assert.deepEqual(applyEvent(before, { type: 'done', total: 1, withheldCount: 0 }, 4), {
      ...before,
      state: 'done',
      finishedAt: 4,
    });
    assert.deepEqual(applyEvent(before, { type: 'failed', failure }, 5), {
      ...before,
      state: 'failed',
      failure,
      finishedAt: 5,
    });
  });

  it('keep the measured duration if a later query cannot measure it', () => {
    const before = { ...record, task: submittedTask, readyAfterSeconds: 12.5 };
    assert.equal(
      applyEvent(before, { type: 'downloading', total: 1, imageUrls: [] }, 3).readyAfterSeconds,
      12.5,
    );
  });

  it('keep the image URLs and their time until there are others', () => {
    const downloadingEvent = (imageUrls: string[]) =>
      ({ type: 'downloading', total: 2, imageUrls }) as const;
    const knownUrls = ['https://example.com/1', 'https://example.com/2'];
    const first = applyEvent({ ...record, task: submittedTask }, downloadingEvent(knownUrls), 3);
    assert.deepEqual(first.resultUrls, { imageUrls: knownUrls, receivedAt: 3 });
    assert.deepEqual(
      applyEvent(first, downloadingEvent(knownUrls), 9).resultUrls,
      first.resultUrls,
    );
    assert.deepEqual(applyEvent(first, downloadingEvent([]), 9).resultUrls, first.resultUrls);
    const newUrls = ['https://example.com/1', 'https://example.com/3'];
    assert.deepEqual(applyEvent(first, downloadingEvent(newUrls), 9).resultUrls, {
      imageUrls: newUrls,
      receivedAt: 9,
    });
  });

  const failed: GenerationRecord = {
    ...record,
    state: 'failed',
    failure,
    finishedAt: 5,
    images: [image],
  };

  it('resume the task of a failed record', () => {
    const { failure, finishedAt, ...rest } = failed;
    assert.deepEqual(restart({ ...failed, task: submittedTask }, 9), {
      ...rest,
      task: submittedTask,
      state: 'generating',
    });
  });

  const possiblyAccepted: Failure[] = [
    { kind: 'interrupted' },
    { kind: 'unexpected' },
    { kind: 'canceled', maybeBilled: true },
    { kind: 'network', host: 'h', code: 'ECONNRESET', maybeBilled: true },
    { kind: 'service', httpStatus: 502, maybeBilled: true },
  ];
  for (const failure of possiblyAccepted) {
    it(`never submit again after ${failure.kind} if the task is unknown`, () => {
      const before = { ...failed, failure };
      assert.equal(canRetry(before), false);
      assert.equal(restart(before, 9), before);
      assert.equal(canRetry({ ...before, task: submittedTask }), true);
    });
  }

  const refused: Failure[] = [
    { kind: 'canceled' },
    { kind: 'rate' },
    { kind: 'authentication' },
    { kind: 'noKey' },
    { kind: 'save', code: 'ENOSPC' },
    { kind: 'network', host: 'h', code: 'ENOTFOUND', maybeBilled: false },
  ];
  for (const failure of refused) {
    it(`submit after ${failure.kind}, because nothing was accepted`, () => {
      const before = { ...record, state: 'failed', failure, finishedAt: 5 } as const;
      assert.equal(canRetry(before), true);
      assert.deepEqual(restart(before, 9), { ...record, state: 'queued', createdAt: 9 });
    });
  }

  const finalFailures: Failure[] = [
    { kind: 'taskFailed' },
    { kind: 'promptRefused', code: '50512' },
    { kind: 'referenceRefused' },
    { kind: 'resultRefused' },
    { kind: 'copyright' },
  ];
  for (const failure of finalFailures) {
    it(`never submit again, but may query the task, after ${failure.kind}`, () => {
      const before = { ...failed, task: submittedTask, failure };
      assert.equal(canRetry(before), false);
      assert.equal(canRecover(before, 9), false);
      assert.deepEqual(restart(before, 9).task, submittedTask);
    });
  }

  const resumableFailures: Failure[] = [
    { kind: 'canceled' },
    { kind: 'timeout', seconds: 600 },
    { kind: 'network', host: 'h', code: 'ENOTFOUND' },
    { kind: 'download', problem: 'status', host: 'h', httpStatus: 403 },
    { kind: 'badResponse', problem: 'noImage', httpStatus: 200, excerpt: '' },
    { kind: 'save', code: 'ENOSPC' },
    { kind: 'authentication' },
    { kind: 'noKey' },
    { kind: 'expired' },
    { kind: 'unknownTask' },
    { kind: 'invalidRequest', httpStatus: 400 },
    { kind: 'service', httpStatus: 200, code: '50500' },
    { kind: 'service', httpStatus: 503 },
  ];
  for (const failure of resumableFailures) {
    it(`resume the task after ${failure.kind}, and keep its images`, () => {
      const before = { ...failed, failure, task: submittedTask };
      assert.equal(canRetry(before), true);
      const { task, images, state } = restart(before, 9);
      assert.deepEqual([task, images, state], [submittedTask, [image], 'generating']);
    });
  }

  it('mark a cancellation as possibly billed unless the record is queued', () => {
    const canceledEvent = { type: 'failed', failure: { kind: 'canceled' } } as const;
    const maybeBilled = { kind: 'canceled', maybeBilled: true };
    assert.deepEqual(applyEvent({ ...record, state: 'queued' }, canceledEvent, 2).failure, {
      kind: 'canceled',
    });
    assert.deepEqual(
      applyEvent({ ...record, state: 'submitting' }, canceledEvent, 2).failure,
      maybeBilled,
    );
    assert.deepEqual(
      applyEvent({ ...record, state: 'generating' }, canceledEvent, 2).failure,
      maybeBilled,
    );
  });
});
