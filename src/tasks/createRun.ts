import type { GenerationRequest } from '../jimeng/index.ts';
import { createTicket } from '../library/ownership/tickets.ts';
import type { GenerationRecord, RecordProvider } from '../library/record.ts';
import { throwSaveError } from './recordWrites.ts';
import type { GenerationRun } from './runs.ts';
import type { TakeOverContext } from './takeOver.ts';
import type { RecordTask } from './unsavedChanges.ts';

/**
 * Creates a generation and runs it. Its record is on disk when this resolves.
 * @param task a task that was submitted elsewhere, to be queried instead of submitted
 * @throws JimengError of kind `save` when the record cannot be written; nothing is submitted then.
 */
export async function createRun(
  provider: RecordProvider,
  request: GenerationRequest,
  task: RecordTask | undefined,
  { options, tickets, runs }: Pick<TakeOverContext, 'options' | 'tickets' | 'runs'>,
): Promise<GenerationRun> {
  const stage = task ? 'submitted' : 'queued';
  let ticketId: string | undefined;
  const beforeWrite = (record: GenerationRecord) => {
    ticketId = record.id;
    return tickets.write(record.id, createTicket(record, stage));
  };
  const creating = options.library.create(
    { ...provider, request },
    { ...(task && { task }), beforeWrite },
  );
  const { record, lease } = await creating.catch(async (error: unknown) => {
    if (ticketId !== undefined) await tickets.delete(ticketId);
    return throwSaveError(error);
  });
  return runs.start({ record, provider, lease, ticket: createTicket(record, stage) });
}
