import { areAlive, taskLifetime } from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from './record.ts';
import type { LeftOver, Stock, Stocked } from './stock.ts';

export const groupNames = [
  'failed',
  'overLimit',
  'olderThanYear',
  'olderThanQuarter',
  'olderThanMonth',
  'notInserted',
  'leftOver',
] as const;

export type GroupName = (typeof groupNames)[number];

/** What can be deleted together. */
export interface Group {
  readonly name: GroupName;
  readonly generations: readonly Stocked[];
  readonly leftOver: readonly LeftOver[];
}

export interface CleaningOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Most bytes the library should take. */
  readonly limit?: number | undefined;
}

const day = 24 * 60 * 60_000;

/** What could be deleted of a library, without the groups that have nothing. They overlap. */
export function groupsOf(stock: Stock, { now, limit }: CleaningOptions): Group[] {
  const free = stock.generations.filter(({ record }) => mayGo(record, now));
  const pictured = free.filter(({ record }) => record.images.length > 0);
  const olderThan = (days: number) =>
    free.filter(({ record }) => record.createdAt < now - days * day);
  const generations: Record<GroupName, readonly Stocked[]> = {
    failed: free.filter(({ record }) => record.images.length === 0),
    overLimit: limit === undefined ? [] : oldestUntil(stock.bytes - limit, pictured),
    olderThanYear: olderThan(365),
    olderThanQuarter: olderThan(91),
    olderThanMonth: olderThan(30),
    notInserted: pictured.filter(({ record }) => !record.insertions?.length),
    leftOver: [],
  };
  return groupNames
    .map((name) => ({
      name,
      generations: generations[name],
      leftOver: name === 'leftOver' ? stock.leftOver : [],
    }))
    .filter(({ generations, leftOver }) => generations.length + leftOver.length > 0);
}

/** Groups put together: what is in several of them counts once. */
export function together(groups: readonly Group[]): Omit<Group, 'name'> {
  return {
    generations: [...new Set(groups.flatMap(({ generations }) => generations))],
    leftOver: [...new Set(groups.flatMap(({ leftOver }) => leftOver))],
  };
}

/** What deleting them would free. */
export function bytesOf({ generations, leftOver }: Omit<Group, 'name'>): number {
  return [...generations, ...leftOver].reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Whether a generation may be cleaned up: not a favorite, not under way, and not one that was paid
 * for and whose pictures can still be fetched.
 */
export function mayGo(record: GenerationRecord, now: number): boolean {
  if (record.favorite || isUnfinished(record)) return false;
  if (record.state === 'done') return true;
  const { task, addresses } = record;
  const isKept = task !== undefined && now - task.submittedAt < taskLifetime;
  return !isKept && !(addresses && areAlive(addresses, now));
}

/** The oldest that take as much as is over. */
function oldestUntil(over: number, newestFirst: readonly Stocked[]): Stocked[] {
  const found: Stocked[] = [];
  let rest = over;
  for (const each of newestFirst.toReversed()) {
    if (rest <= 0) break;
    found.push(each);
    rest -= each.bytes;
  }
  return found;
}
