import assert from 'node:assert/strict';
import { estimateFrom } from '../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { expectationOf } from '../../../src/tasks/expectation.ts';

type Request = GenerationRecord['request'];

const square = { width: 2048, height: 2048 };
const asked = record({});
const unknown = estimateFrom([], square);

function record(
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

describe('What is expected of a task', () => {
  it('is the first guess, where there is nothing to learn from', () => {
    assert.deepEqual(expectationOf(asked, []), unknown);
    assert.deepEqual(expectationOf(asked, [asked, record({ state: 'failed' })]), unknown);
  });

  it('is learnt from those of the same provider, model and size', () => {
    const records = [40, 30, 20].map((readyAfter) => record({ readyAfter }));
    assert.deepEqual(expectationOf(asked, records), estimateFrom([20, 30, 40], square));
  });

  it('is learnt from one that was ready and then failed, too', () => {
    const records = [record({ state: 'failed', readyAfter: 40 })];
    assert.deepEqual(expectationOf(asked, records), estimateFrom([40], square));
  });

  const others: [string, GenerationRecord][] = [
    ['another provider', record({ provider: 'deepwl', readyAfter: 40 })],
    // No second model is in the table of the day, but a record may hold one of another day.
    ['another model', record({ readyAfter: 40 }, { ...square, model: 'other' })],
    ['1K', record({ readyAfter: 40 }, { width: 1024, height: 1024 })],
    ['4K', record({ readyAfter: 40 }, { width: 4096, height: 4096 })],
    ['1K by its name', record({ readyAfter: 40 }, { resolution: '1k' })],
    ['4K by its area', record({ readyAfter: 40 }, { size: 4096 ** 2 })],
  ];
  for (const [what, other] of others) {
    it(`is not learnt from ${what}`, () => {
      assert.deepEqual(expectationOf(asked, [other]), unknown);
    });
  }

  const alike: [string, Partial<Request>][] = [
    ['another ratio', { width: 3024, height: 1296 }],
    ['a portrait', { width: 1440, height: 2560 }],
    ['2K by its name', { resolution: '2k' }],
    ['2K by its area', { size: 2048 ** 2 }],
    ['no size at all, which is 2K', {}],
  ];
  for (const [what, request] of alike) {
    it(`is learnt from ${what}`, () => {
      const records = [record({ readyAfter: 40 }, request)];
      assert.deepEqual(expectationOf(asked, records), estimateFrom([40], square));
    });
  }

  it('forgets all but the newest 20', () => {
    // Newest first, as a library lists them.
    const newest = Array.from({ length: 20 }, (_, n) => 10 + n);
    const records = [...newest, 900, 800, 700].map((readyAfter) => record({ readyAfter }));
    const expected = estimateFrom(newest.toReversed(), square);
    assert.deepEqual(expectationOf(asked, records), expected);
    assert.notDeepEqual(expectationOf(asked, records.toReversed()), expected);
  });

  it('counts to 20 without those that say nothing', () => {
    const silent = Array.from({ length: 30 }, () => record({}));
    const others = Array.from({ length: 30 }, () => record({ provider: 'deepwl', readyAfter: 1 }));
    const records = [...silent, ...others, record({ readyAfter: 40 })];
    assert.deepEqual(expectationOf(asked, records), estimateFrom([40], square));
  });

  it('leaves the records as they are', () => {
    const records = Object.freeze([record({ readyAfter: 1 }), record({ readyAfter: 2 })]);
    expectationOf(asked, records);
    assert.deepEqual(
      records.map(({ readyAfter }) => readyAfter),
      [1, 2],
    );
  });
});
