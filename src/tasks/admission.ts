import type { Clock } from '../jimeng/index.ts';
import { KeyedQueue } from '../library/keyedQueue.ts';
import type { Library } from '../library/library.ts';
import {
  getRecordProvider,
  type GenerationRecord,
  type RecordProvider,
} from '../library/record.ts';
import {
  createTicket,
  isTicketOf,
  type Ticket,
  type Tickets,
} from '../library/ownership/tickets.ts';
import { maxResumesWithoutOutcome } from '../untrusted/limits.ts';
import { Holds, type Hold } from './holds.ts';
import { throwSaveError } from './recordWrites.ts';
import { isPending } from './transitions.ts';

/** The services of `Admission`. */
export interface AdmissionOptions {
  readonly library: Library;
  readonly clock: Clock;
  /**
   * Called before the user's press submits a request, and before it queries a task that this
   * machine does not know. Rejects with a `JimengError` if nothing may be sent there.
   */
  readonly confirmProvider?: (provider: RecordProvider, isQuery: boolean) => Promise<void>;
  /** Whether requests may be submitted to a provider without a question. */
  readonly isInSettings?: (provider: RecordProvider) => boolean;
  /** Called when a ticket could not be read or written. */
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
  readonly #checks = new KeyedQueue();

  constructor(tickets: Tickets, options: AdmissionOptions) {
    this.#tickets = tickets;
    this.#options = options;
  }

  /**
   * Returns a ticket for a record that is to be run: a new one if the user asked for it; `undefined`
   * if it must not run by itself. The caller holds its lease.
   * @throws JimengError of kind `save` when the ticket of a request to submit cannot be written;
   * what `confirmProvider` throws.
   */
  async admit(record: GenerationRecord, isUserRequested: boolean): Promise<Ticket | undefined> {
    const provider = getRecordProvider(record);
    if (!provider) return undefined;
    return isUserRequested ? this.#admitPress(record, provider) : this.#admitResume(record);
  }

  async #admitPress(record: GenerationRecord, provider: RecordProvider): Promise<Ticket> {
    const { id, task } = record;
    const { confirmProvider, onWriteError } = this.#options;
    const existing = await this.#tickets.read(id).catch(() => undefined);
    if (!task || !isTicketOf(existing, record))
      await confirmProvider?.(provider, task !== undefined);
    const ticket = createTicket(record, task ? 'submitted' : 'queued');
    await this.#tickets.write(id, ticket).catch((error: unknown) => {
      // A query is free, and an image that was paid for must not depend on the ticket.
      if (!task) throwSaveError(error);
      onWriteError?.(id, error);
    });
    return ticket;
  }

  async #admitResume(record: GenerationRecord): Promise<Ticket | undefined> {
    const { id } = record;
    try {
      const existing = await this.#tickets.read(id);
      const hold = this.#findHold(existing, record);
      this.holds.set(id, hold);
      if (!existing || hold) return undefined;
      const ticket = { ...existing, resumes: existing.resumes + 1 };
      await this.#tickets.write(id, ticket);
      return ticket;
    } catch (error) {
      this.holds.set(id, this.#reportFailure(id, error));
      return undefined;
    }
  }

  /**
   * Checks the holds of generations again whenever their records change, by any window. The records
   * may have an outcome by then, or be running elsewhere.
   */
  watch(): { dispose(): void } {
    return this.#options.library.onDidChange((change) => {
      if (change.type === 'removed') this.holds.set(change.id, undefined);
      else if (this.holds.wasHeld(change.record.id)) void this.isHeldBack(change.record);
    });
  }

  /** Whether a record is pending and does not run by itself. Never rejects. */
  isHeldBack(record: GenerationRecord): Promise<boolean> {
    const { id } = record;
    return this.#checks.run(id, () =>
      this.#check(record).catch((error: unknown) => {
        this.#options.onWriteError?.(id, error);
        return true;
      }),
    );
  }

  async #check(record: GenerationRecord): Promise<boolean> {
    const { library, clock } = this.#options;
    const { id } = record;
    if (!(await this.#findSettledHold(record))) {
      // A ticket that can be read may still not be writable: only `admit` sees that.
      const isRunnable = this.holds.get(id) === 'ticketFailed' && isPending(record, clock.now());
      if (!isRunnable || (await library.isLeaseHeld(id))) this.holds.set(id, undefined);
      return false;
    }
    const isRunning = await library.isLeaseHeld(id);
    // Another window may have run it to its end since the record was read.
    const current = isRunning ? undefined : await library.update(id, (found) => found);
    this.holds.set(id, current && (await this.#findSettledHold(current)));
    return true;
  }

  /** The hold of a record if its lease cannot change it. Never rejects. */
  async #findSettledHold(record: GenerationRecord): Promise<Hold | undefined> {
    const { id } = record;
    if (!isPending(record, this.#options.clock.now())) return undefined;
    try {
      const ticket = await this.#tickets.read(id);
      const hold = this.#findHold(ticket, record);
      // The lease of its own generation may keep the task: only `admit` sees that.
      const isSettled = !isTicketOf(ticket, record) || this.holds.get(id) === hold;
      return isSettled ? hold : undefined;
    } catch (error) {
      return this.#reportFailure(id, error);
    }
  }

  /** Reports once that a ticket cannot be read or written. */
  #reportFailure(id: string, error: unknown): Hold {
    if (this.holds.get(id) !== 'ticketFailed') this.#options.onWriteError?.(id, error);
    return 'ticketFailed';
  }

  /** Why a ticket does not allow to run a record; `undefined` if it does. */
  #findHold(ticket: Ticket | undefined, record: GenerationRecord): Hold | undefined {
    if (!ticket || !isTicketOf(ticket, record)) return 'notStartedHere';
    if (!record.task) {
      const provider = getRecordProvider(record);
      if (ticket.stage === 'submitted') return 'maybeSubmitted';
      if (provider && this.#options.isInSettings?.(provider) === false)
        return 'providerNotInSettings';
    }
    return ticket.resumes >= maxResumesWithoutOutcome ? 'resumedTooOften' : undefined;
  }
}
