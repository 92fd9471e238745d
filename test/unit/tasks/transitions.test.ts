import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import type { GenerationRecord, RecordImage } from '../../../src/library/record.ts';
import { afterEvent, begunAgain, canResume } from '../../../src/tasks/transitions.ts';
import { task } from '../support/fetch.ts';

const record: GenerationRecord = {
  version: 1,
  id: '20260101T000000000-00000000',
  createdAt: 1,
  provider: 'octopusx',
  request: { model: 'jimeng-4.0', prompt: 'a cat' },
  state: 'submitting',
  images: [],
};
const submitted = { ...task, submittedAt: 2 };
const image: RecordImage = { file: '1.png', mimeType: 'image/png', width: 3, height: 2, bytes: 9 };
const failure: Failure = { kind: 'timeout', seconds: 600 };

describe('A record', () => {
  it('after a submit has its task', () => {
    assert.deepEqual(afterEvent(record, { type: 'submitted', task }, 2), {
      ...record,
      state: 'generating',
      task: submitted,
    });
  });

  it('keeps its task and pictures to the end', () => {
    const before = { ...record, task: submitted, images: [image] };
    assert.deepEqual(afterEvent(before, { type: 'downloading', total: 1, imageUrls: [] }, 3), {
      ...before,
      state: 'downloading',
    });
    assert.deepEqual(
      afterEvent(before, { type: 'downloading', total: 1, imageUrls: [], readyAfter: 12.5 }, 3),
      {
        ...before,
        state: 'downloading',
        readyAfter: 12.5,
      },
    );
    assert.deepEqual(afterEvent(before, { type: 'done', total: 1 }, 4), {
      ...before,
      state: 'done',
      finishedAt: 4,
    });
    assert.deepEqual(afterEvent(before, { type: 'failed', failure }, 5), {
      ...before,
      state: 'failed',
      failure,
      finishedAt: 5,
    });
  });

  it('keeps what is known of its task’s time where a later look cannot tell', () => {
    const before = { ...record, task: submitted, readyAfter: 12.5 };
    assert.equal(
      afterEvent(before, { type: 'downloading', total: 1, imageUrls: [] }, 3).readyAfter,
      12.5,
    );
  });

  it('keeps the addresses of its pictures and when they came, until there are others', () => {
    const ready = (imageUrls: string[]) => ({ type: 'downloading', total: 2, imageUrls }) as const;
    const known = ['https://example.com/1', 'https://example.com/2'];
    const first = afterEvent({ ...record, task: submitted }, ready(known), 3);
    assert.deepEqual(first.addresses, { imageUrls: known, receivedAt: 3 });
    assert.deepEqual(afterEvent(first, ready(known), 9).addresses, first.addresses);
    assert.deepEqual(afterEvent(first, ready([]), 9).addresses, first.addresses);
    const fresh = ['https://example.com/1', 'https://example.com/3'];
    assert.deepEqual(afterEvent(first, ready(fresh), 9).addresses, {
      imageUrls: fresh,
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

  it('that failed with a task goes on after it', () => {
    const { failure, finishedAt, ...rest } = failed;
    assert.deepEqual(begunAgain({ ...failed, task: submitted }, 9), {
      ...rest,
      task: submitted,
      state: 'generating',
    });
  });

  it('that failed without one begins anew', () => {
    assert.deepEqual(begunAgain(failed, 9), { ...record, state: 'queued', createdAt: 9 });
  });

  it('that begins anew forgets the time of its old task', () => {
    const expired: GenerationRecord = { ...failed, task: submitted, failure: { kind: 'expired' } };
    assert.equal(begunAgain({ ...expired, readyAfter: 12.5 }, 9).readyAfter, undefined);
  });

  const ends: Failure['kind'][] = [
    'taskFailed',
    'resultRefused',
    'copyright',
    'expired',
    'unknownTask',
  ];
  for (const kind of ends) {
    it(`whose task ended with ${kind} begins anew`, () => {
      const ended = { ...failed, task: submitted, failure: { kind } as Failure };
      assert.equal(canResume(ended), false);
      assert.deepEqual(begunAgain(ended, 9), { ...record, state: 'queued', createdAt: 9 });
    });
  }

  const pauses: Failure[] = [
    { kind: 'cancelled' },
    { kind: 'timeout', seconds: 600 },
    { kind: 'network', host: 'h', code: 'ENOTFOUND' },
    { kind: 'download', problem: 'status', host: 'h', httpStatus: 403 },
    { kind: 'badAnswer', problem: 'noPicture', httpStatus: 200, got: '' },
    { kind: 'save', code: 'ENOSPC' },
    { kind: 'authentication' },
    { kind: 'noKey' },
  ];
  for (const failure of pauses) {
    it(`whose task may still bring pictures after ${failure.kind} is not paid twice`, () => {
      assert.equal(canResume({ ...failed, failure, task: submitted }), true);
      assert.equal(canResume({ ...failed, failure }), false);
    });
  }

  it('that is cancelled may be billed unless it was still waiting for its turn', () => {
    const cancelled = { type: 'failed', failure: { kind: 'cancelled' } } as const;
    const maybeBilled = { kind: 'cancelled', maybeBilled: true };
    assert.deepEqual(afterEvent({ ...record, state: 'queued' }, cancelled, 2).failure, {
      kind: 'cancelled',
    });
    assert.deepEqual(
      afterEvent({ ...record, state: 'submitting' }, cancelled, 2).failure,
      maybeBilled,
    );
    assert.deepEqual(
      afterEvent({ ...record, state: 'generating' }, cancelled, 2).failure,
      maybeBilled,
    );
  });

  const lastWords: Failure[] = [
    { kind: 'promptRefused', code: '50512' },
    { kind: 'service', httpStatus: 200, code: '50500' },
  ];
  for (const failure of lastWords) {
    it(`does not ask a task again after the service’s last word, ${failure.kind}`, () => {
      const failed: GenerationRecord = { ...record, task: submitted, state: 'failed', failure };
      assert.equal(begunAgain(failed, 9).task, undefined);
    });
  }

  it('asks a task again after a fault on the way', () => {
    const failure: Failure = { kind: 'service', httpStatus: 503 };
    const failed: GenerationRecord = { ...record, task: submitted, state: 'failed', failure };
    assert.deepEqual(begunAgain(failed, 9).task, submitted);
  });
});
