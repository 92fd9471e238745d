import assert from 'node:assert/strict';
import { estimateDuration } from '../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { estimateRecordDuration } from '../../../src/tasks/durationEstimate.ts';

type Request = GenerationRecord['request'];

const square = { width: 2048, height: 2048 };
const newRecord = createRecord({});
const defaultEstimate = estimateDuration([], square);

function createRecord(
  fields: Partial<Omit<GenerationRecord, 'request'>>,
  request: Partial<Request> = square,
): GenerationRecord {
  return {
    version: 1,
    id: '20260101T000000000-00000000',
    createdAt: 1,
    provider: 'octopusx',
    state: 'done',
    images: [],
    ...fields,
    request: { model: 'jimeng-4.0', prompt: 'a cat', ...request },
  };
}

describe('estimateRecordDuration', () => {
  it('is the default without history', () => {
    assert.deepEqual(estimateRecordDuration(newRecord, []), defaultEstimate);
    assert.deepEqual(
      estimateRecordDuration(newRecord, [newRecord, createRecord({ state: 'failed' })]),
      defaultEstimate,
    );
  });

  it('learns from the same provider, model, and size', () => {
    const records = [40, 30, 20].map((readyAfterSeconds) => createRecord({ readyAfterSeconds }));
    assert.deepEqual(
      estimateRecordDuration(newRecord, records),
      estimateDuration([20, 30, 40], square),
    );
  });

  it('learns from a task that was ready and then failed', () => {
    const records = [createRecord({ state: 'failed', readyAfterSeconds: 40 })];
    assert.deepEqual(estimateRecordDuration(newRecord, records), estimateDuration([40], square));
  });

  const ignoredRecords: [string, GenerationRecord][] = [
    ['another provider', createRecord({ provider: 'deepwl', readyAfterSeconds: 40 })],
    // This model is not in the current list, but a record may contain one of another version.
    ['another model', createRecord({ readyAfterSeconds: 40 }, { ...square, model: 'other' })],
    ['1K', createRecord({ readyAfterSeconds: 40 }, { width: 1024, height: 1024 })],
    ['4K', createRecord({ readyAfterSeconds: 40 }, { width: 4096, height: 4096 })],
    ['1K by name', createRecord({ readyAfterSeconds: 40 }, { resolution: '1k' })],
    ['4K by area', createRecord({ readyAfterSeconds: 40 }, { size: 4096 ** 2 })],
  ];
  for (const [description, ignoredRecord] of ignoredRecords) {
    it(`does not learn from ${description}`, () => {
      assert.deepEqual(estimateRecordDuration(newRecord, [ignoredRecord]), defaultEstimate);
    });
  }

  const similarRequests: [string, Partial<Request>][] = [
    ['another ratio', { width: 3024, height: 1296 }],
    ['a portrait', { width: 1440, height: 2560 }],
    ['2K by name', { resolution: '2k' }],
    ['2K by area', { size: 2048 ** 2 }],
    ['no size, which means 2K', {}],
  ];
  for (const [description, request] of similarRequests) {
    it(`learns from ${description}`, () => {
      const records = [createRecord({ readyAfterSeconds: 40 }, request)];
      assert.deepEqual(estimateRecordDuration(newRecord, records), estimateDuration([40], square));
    });
  }

  it('uses the newest 20 only', () => {
    // Newest first, as in the list of a library.
    const newestDurations = Array.from({ length: 20 }, (_, n) => 10 + n);
    const records = [...newestDurations, 900, 800, 700].map((readyAfterSeconds) =>
      createRecord({ readyAfterSeconds }),
    );
    const expected = estimateDuration(newestDurations.toReversed(), square);
    assert.deepEqual(estimateRecordDuration(newRecord, records), expected);
    assert.notDeepEqual(estimateRecordDuration(newRecord, records.toReversed()), expected);
  });

  it('skips records without a duration when it counts to 20', () => {
    const withoutDuration = Array.from({ length: 30 }, () => createRecord({}));
    const ignoredRecords = Array.from({ length: 30 }, () =>
      createRecord({ provider: 'deepwl', readyAfterSeconds: 1 }),
    );
    const records = [
      ...withoutDuration,
      ...ignoredRecords,
      createRecord({ readyAfterSeconds: 40 }),
    ];
    assert.deepEqual(estimateRecordDuration(newRecord, records), estimateDuration([40], square));
  });

  it('leaves the records unchanged', () => {
    const records = Object.freeze([
      createRecord({ readyAfterSeconds: 1 }),
      createRecord({ readyAfterSeconds: 2 }),
    ]);
    estimateRecordDuration(newRecord, records);
    assert.deepEqual(
      records.map(({ readyAfterSeconds }) => readyAfterSeconds),
      [1, 2],
    );
  });
});
