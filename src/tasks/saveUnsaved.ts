import type { TakeOverContext } from './takeOver.ts';

/** Milliseconds between attempts to write. */
const saveIntervalMs = 10_000;

type SaveContext = Pick<TakeOverContext, 'options' | 'runs' | 'unsavedChanges'>;

/**
 * Writes to the records of a library what could not be written before, such as the task of a
 * billed image, until all of it is written: its disk may be disconnected for long. Never rejects.
 * @returns the number of records that were written
 */
export async function saveUnsaved(context: SaveContext, signal: AbortSignal): Promise<number> {
  let ids = context.unsavedChanges.listIds();
  let savedCount = 0;
  while (ids.length > 0 && !signal.aborted) {
    const unsavedIds: string[] = [];
    for (const id of ids) {
      const outcome = await save(id, context);
      if (outcome === 'unsaved') unsavedIds.push(id);
      if (outcome === 'saved') savedCount++;
    }
    ids = unsavedIds;
    if (ids.length > 0)
      await context.options.clock.sleep(saveIntervalMs, signal).catch(() => undefined);
  }
  return savedCount;
}

/** `elsewhere`: the record is in another library, whose engine writes it. */
async function save(
  id: string,
  { options: { library }, runs, unsavedChanges }: SaveContext,
): Promise<'saved' | 'unsaved' | 'elsewhere'> {
  if (!unsavedChanges.has(id)) return 'elsewhere';
  try {
    const lease = await library.acquireLease(id);
    if (!lease) return 'unsaved';
    try {
      const record = await library.update(id, (found) => unsavedChanges.addTo(found));
      if (record) unsavedChanges.delete(id);
      await runs.end(id, lease, record);
      return record ? 'saved' : 'elsewhere';
    } catch (error) {
      await lease.suspend();
      throw error;
    }
  } catch {
    // It was reported when it could not be written at first.
    return 'unsaved';
  }
}
