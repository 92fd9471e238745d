import type { Failure, TaskReference } from '../jimeng/index.ts';
import { getRecordProvider, isUnfinished, type GenerationRecord } from '../library/record.ts';
import { isTicketOf, type Tickets } from '../library/ownership/tickets.ts';
import type { Admission } from './admission.ts';
import { throwSaveError } from './recordWrites.ts';
import type { GenerationRun, Runs, RunsOptions } from './runs.ts';
import { isPending } from './transitions.ts';
import { addTask, type UnsavedChanges } from './unsavedChanges.ts';

/** Returns the changed record, or the same object if nothing changes. */
export type RecordChange = (record: GenerationRecord) => GenerationRecord;

/** What `takeOver` works with. */
export interface TakeOverContext {
  readonly options: RunsOptions;
  readonly tickets: Tickets;
  readonly admission: Admission;
  readonly unsavedChanges: UnsavedChanges;
  readonly runs: Runs;
}

/**
 * Applies `change` to a record, and runs it if it is unfinished then. `undefined` if it is not, or
 * if another window holds its lease.
 * @param isUserRequested whether the user asked for it; if so, the same failure is reported again
 * @throws JimengError of kind `save` when the lease or the record cannot be written.
 */
export async function takeOver(
  id: string,
  isUserRequested: boolean,
  change: RecordChange,
  { options, tickets, admission, unsavedChanges, runs }: TakeOverContext,
): Promise<GenerationRun | undefined> {
  const { library, clock, onWriteError } = options;
  const lease = await library.acquireLease(id).catch(throwSaveError);
  if (!lease) return undefined;
  try {
    await tickets.deleteTempFiles(id);
    const complete = (record: GenerationRecord) =>
      addTask(unsavedChanges.addTo(record), lease.inheritedTask);
    const current = await library.update(id, (record) => record).catch(throwSaveError);
    const next = current && change(complete(current));
    const ticket =
      next && isUnfinished(next) ? await admission.admit(next, isUserRequested) : undefined;
    const mayRun = (record: GenerationRecord) =>
      !isUnfinished(record) || isTicketOf(ticket, record);
    let earlierFailure: Failure | undefined;
    const applyChange = (record: GenerationRecord) => {
      if (!isUserRequested) earlierFailure = record.failure;
      const changed = change(complete(record));
      return mayRun(changed) ? changed : complete(record);
    };
    const record = await library.update(id, applyChange).catch(throwSaveError);
    if (record) unsavedChanges.delete(id);
    const provider = record && getRecordProvider(record);
    if (ticket && provider && isUnfinished(record) && mayRun(record)) {
      admission.holds.set(id, undefined);
      return runs.start({ record, provider, lease, ticket, earlierFailure });
    }
    const isEnded = await runs.end(id, lease, record);
    // The user can query the task by its id, such as after a power failure damaged its record.
    if (!record && isEnded && lease.inheritedTask)
      onWriteError?.(id, createLostError(lease.inheritedTask));
    if (!record || !isPending(record, clock.now())) admission.holds.set(id, undefined);
  } catch (error) {
    await lease.suspend();
    throw error;
  }
  return undefined;
}

function createLostError({ taskId }: TaskReference): Error {
  return new Error(`The record of task ${taskId} is missing`);
}
