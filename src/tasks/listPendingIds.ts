import type { Library } from '../library/library.ts';
import type { Tickets } from '../library/ownership/tickets.ts';
import { isUnfinished } from '../library/record.ts';

/**
 * The generations that may be unfinished or recoverable. They have tickets or lease files, so no
 * records are read for it; a record without one, such as one that was copied here, is found when
 * all records are in memory anyway.
 * @param ids of lease files and cancel requests
 */
export async function listPendingIds(
  ids: readonly string[],
  library: Library,
  tickets: Tickets,
): Promise<Set<string>> {
  const records = library.isLoaded ? await library.list() : [];
  const unfinishedIds = records.filter(isUnfinished).map(({ id }) => id);
  // Without tickets, those with a lease file are found, and shown with the reason.
  const ticketIds = await tickets.listIds().catch(() => []);
  return new Set([...ids, ...ticketIds, ...unfinishedIds]);
}
