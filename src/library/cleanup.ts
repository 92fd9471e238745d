import { areUrlsValid, taskLifetimeMs } from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from './record.ts';
import type { OrphanedFile, DiskUsage, GenerationUsage } from './diskUsage.ts';

export const cleanupGroupNames = [
  'failed',
  'overLimit',
  'olderThanYear',
  'olderThanQuarter',
  'olderThanMonth',
  'notInserted',
  'orphaned',
] as const;

export type CleanupGroupName = (typeof cleanupGroupNames)[number];

/** What can be deleted together. */
export interface CleanupGroup {
  readonly name: CleanupGroupName;
  readonly generations: readonly GenerationUsage[];
  readonly orphanedFiles: readonly OrphanedFile[];
}

export interface CleanupOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Most bytes the library should take. */
  readonly limitBytes?: number | undefined;
}

const dayMs = 24 * 60 * 60_000;

/** What could be deleted of a library, without the groups that have nothing. They overlap. */
export function getCleanupGroups(
  usage: DiskUsage,
  { now, limitBytes }: CleanupOptions,
): CleanupGroup[] {
  const deletable = usage.generations.filter(({ record }) => isDeletable(record, now));
  const withImages = deletable.filter(({ record }) => record.images.length > 0);
  const olderThan = (days: number) =>
    deletable.filter(({ record }) => record.createdAt < now - days * dayMs);
  const generations: Record<CleanupGroupName, readonly GenerationUsage[]> = {
    failed: deletable.filter(({ record }) => record.images.length === 0),
    overLimit: limitBytes === undefined ? [] : takeOldest(usage.bytes - limitBytes, withImages),
    olderThanYear: olderThan(365),
    olderThanQuarter: olderThan(91),
    olderThanMonth: olderThan(30),
    notInserted: withImages.filter(({ record }) => !record.insertions?.length),
    orphaned: [],
  };
  return cleanupGroupNames
    .map((name) => ({
      name,
      generations: generations[name],
      orphanedFiles: name === 'orphaned' ? usage.orphanedFiles : [],
    }))
    .filter(({ generations, orphanedFiles }) => generations.length + orphanedFiles.length > 0);
}

/** Groups put together: what is in several of them counts once. */
export function mergeGroups(groups: readonly CleanupGroup[]): Omit<CleanupGroup, 'name'> {
  return {
    generations: [...new Set(groups.flatMap(({ generations }) => generations))],
    orphanedFiles: [...new Set(groups.flatMap(({ orphanedFiles }) => orphanedFiles))],
  };
}

/** What deleting them would free. */
export function sumGroupBytes({ generations, orphanedFiles }: Omit<CleanupGroup, 'name'>): number {
  return [...generations, ...orphanedFiles].reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Whether a generation may be cleaned up: not a favorite, not under way, and not one that was paid
 * for and whose pictures can still be fetched.
 */
export function isDeletable(record: GenerationRecord, now: number): boolean {
  if (record.favorite || isUnfinished(record)) return false;
  if (record.state === 'done') return true;
  const { task, resultUrls } = record;
  const isTaskValid = task !== undefined && now - task.submittedAt < taskLifetimeMs;
  return !isTaskValid && !(resultUrls && areUrlsValid(resultUrls, now));
}

/** The oldest that take as much as is over. */
function takeOldest(
  excessBytes: number,
  newestFirst: readonly GenerationUsage[],
): GenerationUsage[] {
  const taken: GenerationUsage[] = [];
  let remainingBytes = excessBytes;
  for (const each of newestFirst.toReversed()) {
    if (remainingBytes <= 0) break;
    taken.push(each);
    remainingBytes -= each.bytes;
  }
  return taken;
}
