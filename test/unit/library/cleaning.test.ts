import assert from 'node:assert/strict';
import {
  bytesOf,
  groupsOf,
  mayGo,
  together,
  type GroupName,
} from '../../../src/library/cleaning.ts';
import { newId, type GenerationRecord } from '../../../src/library/record.ts';
import type { Stock } from '../../../src/library/stock.ts';
import { request } from '../support/generation.ts';
import { seeded } from '../support/random.ts';

const now = Date.UTC(2026, 6, 1);
const day = 24 * 60 * 60_000;
const random = seeded(1);
const image = { file: '1.png', mimeType: 'image/png', width: 3, height: 2, bytes: 100 } as const;

/** A generation that was finished so many days ago. */
function made(daysAgo: number, facts: Partial<GenerationRecord> = {}): GenerationRecord {
  const createdAt = now - daysAgo * day;
  const id = newId(createdAt, random);
  const state = 'done';
  const images = [image];
  return { version: 1, id, createdAt, provider: 'octopusx', request, state, images, ...facts };
}

const failed = { state: 'failed', images: [], failure: { kind: 'cancelled' } } as const;
const failedAfter = (facts: Partial<GenerationRecord>): Partial<GenerationRecord> => ({
  ...failed,
  images: [],
  ...facts,
});

/** A library of these, newest first, of which each takes 100 bytes. */
function stockOf(...records: readonly GenerationRecord[]): Stock {
  return {
    generations: records.map((record) => ({ record, bytes: 100 })),
    leftOver: [],
    images: records.length,
    bytes: 100 * records.length,
  };
}

/** The groups, with the places of their generations in the stock. */
function placesIn(stock: Stock, limit?: number): Partial<Record<GroupName, number[]>> {
  return Object.fromEntries(
    groupsOf(stock, { now, limit }).map(({ name, generations }) => [
      name,
      generations.map((each) => stock.generations.indexOf(each)).sort((a, b) => a - b),
    ]),
  );
}

describe('Cleaning up', () => {
  const insertions = [{ uri: 'file:///a.md', at: now }];

  it('offers what is old, by age', () => {
    const stock = stockOf(...[29, 31, 90, 92, 364, 366].map((days) => made(days, { insertions })));
    assert.deepEqual(placesIn(stock), {
      olderThanYear: [5],
      olderThanQuarter: [3, 4, 5],
      olderThanMonth: [1, 2, 3, 4, 5],
    });
  });

  it('offers what failed without a picture', () => {
    const stock = stockOf(
      made(1, { insertions }),
      made(2, failedAfter({})),
      // Some of its pictures have come.
      made(3, { state: 'failed', insertions }),
    );
    assert.deepEqual(placesIn(stock), { failed: [1] });
  });

  it('offers what was never inserted', () => {
    const stock = stockOf(made(1), made(2, { insertions }), made(3, { insertions: [] }));
    assert.deepEqual(placesIn(stock), { notInserted: [0, 2] });
  });

  it('offers the oldest until the library is within its limit', () => {
    const stock = stockOf(...[1, 2, 3, 4].map((days) => made(days, { insertions })));
    assert.deepEqual(placesIn(stock, 400), {});
    assert.deepEqual(placesIn(stock, 399), { overLimit: [3] });
    assert.deepEqual(placesIn(stock, 200), { overLimit: [2, 3] });
    assert.deepEqual(placesIn(stock, 150), { overLimit: [1, 2, 3] });
    assert.deepEqual(placesIn(stock, 1), { overLimit: [0, 1, 2, 3] });
  });

  it('offers files that belong to nothing', () => {
    const leftOver = [{ path: '/a', bytes: 7 }];
    const groups = groupsOf({ ...stockOf(), leftOver }, { now });
    assert.deepEqual(groups, [{ name: 'leftOver', generations: [], leftOver }]);
  });

  it('never offers a favorite, nor what is under way', () => {
    const states = ['queued', 'submitting', 'generating', 'downloading'] as const;
    const stock = stockOf(
      made(400, { favorite: true }),
      made(400, failedAfter({ favorite: true })),
      ...states.map((state) => made(400, { state, images: [] })),
    );
    assert.deepEqual(placesIn(stock, 1), {});
  });

  it('never offers a failure whose pictures can still be fetched', () => {
    const task = { taskId: 't', reqKey: 'k' };
    const hours = (count: number) => now - count * 60 * 60_000;
    const of = (facts: Partial<GenerationRecord>) => mayGo(made(0, failedAfter(facts)), now);
    assert.equal(of({ task: { ...task, submittedAt: hours(11) } }), false);
    assert.equal(of({ task: { ...task, submittedAt: hours(13) } }), true);
    assert.equal(of({ addresses: { imageUrls: [], receivedAt: hours(23) } }), false);
    assert.equal(of({ addresses: { imageUrls: [], receivedAt: hours(25) } }), true);
  });

  it('counts once what is in several groups', () => {
    const leftOver = [{ path: '/a', bytes: 7 }];
    const stock = { ...stockOf(made(40), made(400)), leftOver };
    const groups = groupsOf(stock, { now, limit: 150 });
    assert.equal(groups.length, 6);
    const chosen = together(groups);
    assert.equal(chosen.generations.length, 2);
    assert.equal(bytesOf(chosen), 207);
  });
});
