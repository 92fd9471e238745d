import assert from 'node:assert/strict';
import {
  sumGroupBytes,
  getCleanupGroups,
  isDeletable,
  mergeGroups,
  type CleanupGroupName,
} from '../../../src/library/cleanup.ts';
import { createId, type GenerationRecord } from '../../../src/library/record.ts';
import type { DiskUsage } from '../../../src/library/diskUsage.ts';
import { request } from '../support/generation.ts';
import { seededRandom } from '../support/seededRandom.ts';

const now = Date.UTC(2026, 6, 1);
const dayMs = 24 * 60 * 60_000;
const random = seededRandom(1);
const image = { file: '1.png', mimeType: 'image/png', width: 3, height: 2, bytes: 100 } as const;

/** A generation that finished this many days ago. */
function createRecord(daysAgo: number, fields: Partial<GenerationRecord> = {}): GenerationRecord {
  const createdAt = now - daysAgo * dayMs;
  const id = createId(createdAt, random);
  const state = 'done';
  const images = [image];
  return { version: 1, id, createdAt, provider: 'octopusx', request, state, images, ...fields };
}

const failed = { state: 'failed', images: [], failure: { kind: 'canceled' } } as const;
const failureFields = (fields: Partial<GenerationRecord>): Partial<GenerationRecord> => ({
  ...failed,
  images: [],
  ...fields,
});

/** The disk usage of these generations, newest first, at 100 bytes each. */
function diskUsageOf(...records: readonly GenerationRecord[]): DiskUsage {
  return {
    generations: records.map((record) => ({ record, bytes: 100 })),
    orphanedFiles: [],
    images: records.length,
    bytes: 100 * records.length,
  };
}

/** The groups, with the indexes of their generations. */
function groupIndexes(
  usage: DiskUsage,
  limit?: number,
): Partial<Record<CleanupGroupName, number[]>> {
  return Object.fromEntries(
    getCleanupGroups(usage, { now, limitBytes: limit }).map(({ name, generations }) => [
      name,
      generations.map((each) => usage.generations.indexOf(each)).sort((a, b) => a - b),
    ]),
  );
}

describe('Library cleanup', () => {
  const insertions = [{ uri: 'file:///a.md', at: now }];

  it('offers old generations by age', () => {
    const usage = diskUsageOf(
      ...[29, 31, 90, 92, 364, 366].map((days) => createRecord(days, { insertions })),
    );
    assert.deepEqual(groupIndexes(usage), {
      olderThanYear: [5],
      olderThanQuarter: [3, 4, 5],
      olderThanMonth: [1, 2, 3, 4, 5],
    });
  });

  it('offers failures without images', () => {
    const usage = diskUsageOf(
      createRecord(1, { insertions }),
      createRecord(2, failureFields({})),
      // Some of its images were downloaded.
      createRecord(3, { state: 'failed', insertions }),
    );
    assert.deepEqual(groupIndexes(usage), { failed: [1] });
  });

  it('offers generations that were never inserted', () => {
    const usage = diskUsageOf(
      createRecord(1),
      createRecord(2, { insertions }),
      createRecord(3, { insertions: [] }),
    );
    assert.deepEqual(groupIndexes(usage), { notInserted: [0, 2] });
  });

  it('offers the oldest until the library is within its limit', () => {
    const usage = diskUsageOf(...[1, 2, 3, 4].map((days) => createRecord(days, { insertions })));
    assert.deepEqual(groupIndexes(usage, 400), {});
    assert.deepEqual(groupIndexes(usage, 399), { overLimit: [3] });
    assert.deepEqual(groupIndexes(usage, 200), { overLimit: [2, 3] });
    assert.deepEqual(groupIndexes(usage, 150), { overLimit: [1, 2, 3] });
    assert.deepEqual(groupIndexes(usage, 1), { overLimit: [0, 1, 2, 3] });
  });

  it('offers orphaned files', () => {
    const orphanedFiles = [{ path: '/a', bytes: 7 }];
    const groups = getCleanupGroups({ ...diskUsageOf(), orphanedFiles }, { now });
    assert.deepEqual(groups, [{ name: 'orphaned', generations: [], orphanedFiles }]);
  });

  it('never offers favorites or running generations', () => {
    const states = ['queued', 'submitting', 'generating', 'downloading'] as const;
    const usage = diskUsageOf(
      createRecord(400, { favorite: true }),
      createRecord(400, failureFields({ favorite: true })),
      ...states.map((state) => createRecord(400, { state, images: [] })),
    );
    assert.deepEqual(groupIndexes(usage, 1), {});
  });

  it('never offers a failure whose images can still be downloaded', () => {
    const task = { taskId: 't', reqKey: 'k' };
    const hoursAgo = (count: number) => now - count * 60 * 60_000;
    const isDeletableWith = (fields: Partial<GenerationRecord>) =>
      isDeletable(createRecord(0, failureFields(fields)), now);
    assert.equal(isDeletableWith({ task: { ...task, submittedAt: hoursAgo(11) } }), false);
    assert.equal(isDeletableWith({ task: { ...task, submittedAt: hoursAgo(13) } }), true);
    assert.equal(
      isDeletableWith({ resultUrls: { imageUrls: [], receivedAt: hoursAgo(23) } }),
      false,
    );
    assert.equal(
      isDeletableWith({ resultUrls: { imageUrls: [], receivedAt: hoursAgo(25) } }),
      true,
    );
  });

  it('counts generations in several groups once', () => {
    const orphanedFiles = [{ path: '/a', bytes: 7 }];
    const usage = { ...diskUsageOf(createRecord(40), createRecord(400)), orphanedFiles };
    const groups = getCleanupGroups(usage, { now, limitBytes: 150 });
    assert.equal(groups.length, 6);
    const merged = mergeGroups(groups);
    assert.equal(merged.generations.length, 2);
    assert.equal(sumGroupBytes(merged), 207);
  });
});
