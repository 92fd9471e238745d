import { areUrlsValid, isTaskValid } from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from './record.ts';
import type { OrphanedFile, DiskUsage, GenerationUsage } from './diskUsage.ts';

/** The groups of what can be deleted, in the order in which they are offered. */
const cleanupGroupNames = [
  'failed',
  'overLimit',
  'olderThanYear',
  'olderThanQuarter',
  'olderThanMonth',
  'notInserted',
  'orphaned',
] as const;

/** The name of a group of what can be deleted. */
export type CleanupGroupName = (typeof cleanupGroupNames)[number];

/** Generations and files that can be deleted together. */
export interface CleanupGroup {
  readonly name: CleanupGroupName;
  readonly generations: readonly GenerationUsage[];
  readonly orphanedFiles: readonly OrphanedFile[];
}

/** The options of `getCleanupGroups`. */
export interface CleanupOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The maximum size of the library, in bytes. */
  readonly limitBytes?: number | undefined;
}

/** A day in milliseconds. */
const dayMs = 24 * 60 * 60_000;

/** Returns what can be deleted from a library, without empty groups. Groups may overlap. */
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

/** Combines groups; what is in several of them is included once. */
export function mergeGroups(groups: readonly CleanupGroup[]): Omit<CleanupGroup, 'name'> {
  return {
    generations: [...new Set(groups.flatMap(({ generations }) => generations))],
    orphanedFiles: [...new Set(groups.flatMap(({ orphanedFiles }) => orphanedFiles))],
  };
}

/** The number of bytes that deleting a group frees. */
export function sumGroupBytes({ generations, orphanedFiles }: Omit<CleanupGroup, 'name'>): number {
  return [...generations, ...orphanedFiles].reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Whether a generation may be deleted by a cleanup: it is not a favorite, not running, and not a
 * failed one whose images are paid for and can still be downloaded.
 * @param now milliseconds since the epoch
 */
export function isDeletable(record: GenerationRecord, now: number): boolean {
  if (record.favorite || isUnfinished(record)) return false;
  if (record.state === 'done') return true;
  const { task, resultUrls } = record;
  const isTaskKnown = task !== undefined && isTaskValid(task, now);
  return !isTaskKnown && !(resultUrls && areUrlsValid(resultUrls, now));
}

/** Returns the oldest generations that together have at least `excessBytes`. */
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
