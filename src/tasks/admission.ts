import type { Library } from '../library/library.ts';
import {
  getRecordProvider,
  isUnfinished,
  type GenerationRecord,
  type RecordProvider,
} from '../library/record.ts';
import type { Clock } from '../jimeng/index.ts';
import { maxResumesWithoutOutcome } from '../untrusted/limits.ts';
import { Holds, type Hold } from './holds.ts';
import { throwSaveError } from './runRecord.ts';
import { createTicket, isTicketOf, type Ticket, type Tickets } from '../library/tickets.ts';
import { canRecover } from './transitions.ts';

/** The services of `Admission`. */
export interface AdmissionOptions {
  readonly library: Library;
  readonly clock: Clock;
  /**
   * Called before the user's press sends anything to the provider of a record that this machine did
   * not start. Rejects with a `JimengError` if nothing may be sent there.
   */
  readonly confirmProvider?: (provider: RecordProvider) => Promise<void>;
  /** Called when a ticket could not be read. */
  readonly onWriteError?: (id: string, error: unknown) => void;
}

/**
 * Decides which generations run: by themselves only what this machine has started, because the
 * folder of the library may be shared; anything else if the user asks for it.
 */
export class Admission {
  readonly holds = new Holds();
  readonly #tickets: Tickets;
  readonly #options: AdmissionOptions;

  constructor(tickets: Tickets, options: AdmissionOptions) {
    this.#tickets = tickets;
    this.#options = options;
  }

  /**
   * Returns a ticket for a record that is to be run: a new one if the user asked for it; `undefined`
   * if it must not run by itself.
   * @throws JimengError of kind `save` when it cannot be written; what `confirmProvider` throws.
   */
  async admit(record: GenerationRecord, isUserRequested: boolean): Promise<Ticket | undefined> {
    const { id } = record;
    const provider = getRecordProvider(record);
    if (!provider) return undefined;
    const existing = await this.#tickets.read(id).catch(throwSaveError);
    let ticket: Ticket;
    if (isUserRequested) {
      if (!isTicketOf(existing, record)) await this.#options.confirmProvider?.(provider);
      ticket = createTicket(record, record.task ? 'submitted' : 'queued');
    } else {
      const hold = findHold(existing, record);
      this.holds.set(id, hold);
      if (!existing || hold) return undefined;
      ticket = { ...existing, resumes: existing.resumes + 1 };
    }
    await this.#tickets.write(id, ticket).catch(throwSaveError);
    return ticket;
  }

  /** Whether a record is pending and does not run by itself. Never rejects. */
  async isHeldBack(record: GenerationRecord): Promise<boolean> {
    const { library, clock, onWriteError } = this.#options;
    const { id } = record;
    try {
      const isPending = isUnfinished(record) || canRecover(record, clock.now());
      const ticket = isPending ? await this.#tickets.read(id) : undefined;
      let hold = isPending ? findHold(ticket, record) : undefined;
      // The lease of its own generation may keep the task: only `admit` sees that.
      if (hold && isTicketOf(ticket, record)) hold = this.holds.get(id);
      const isShown = hold && !(await library.isLeaseHeld(id));
      this.holds.set(id, isShown ? hold : undefined);
      return hold !== undefined;
    } catch (error) {
      onWriteError?.(id, error);
      return true;
    }
  }
}

/** Why a ticket does not allow to run a record; `undefined` if it does. */
function findHold(ticket: Ticket | undefined, record: GenerationRecord): Hold | undefined {
  if (!ticket || !isTicketOf(ticket, record)) return 'notStartedHere';
  // Somebody has set the record back: it may have been accepted.
  if (!record.task && ticket.stage === 'submitted') return 'notStartedHere';
  return ticket.resumes >= maxResumesWithoutOutcome ? 'resumedTooOften' : undefined;
}
