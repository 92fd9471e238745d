import { JimengError, type Failure } from '../jimeng/index.ts';
import type { Lease } from '../library/ownership/lease.ts';
import type { Library } from '../library/library.ts';
import { isMovedAside } from '../library/move/movedAside.ts';
import { isUnfinished, type GenerationRecord, type RecordProvider } from '../library/record.ts';
import { ProviderSlots } from './providerSlots.ts';
import { DetachedError, type RunOptions } from './runContext.ts';
import { runRecord } from './runRecord.ts';
import type { Ticket, Tickets } from '../library/ownership/tickets.ts';
import { canRecover, markCancelRequested } from './transitions.ts';
import type { UnsavedChanges } from './unsavedChanges.ts';

/** The services and settings of `Runs`. */
export interface RunsOptions extends RunOptions {
  /** Returns the maximum number of concurrent tasks per provider. */
  readonly maxConcurrentTasks: () => number;
}

/** What to run. */
export interface RunStart {
  readonly record: GenerationRecord;
  readonly provider: RecordProvider;
  readonly lease: Lease;
  readonly ticket: Ticket;
  /** The failure before it was resumed automatically. */
  readonly earlierFailure?: Failure | undefined;
}

/** A generation that is running in this window. */
export interface GenerationRun {
  readonly id: string;
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The library that has its images. */
  readonly library: Pick<Library, 'getImagePath'>;
  /** The failure before it was resumed automatically. */
  readonly earlierFailure?: Failure;
  /**
   * Resolves to the record when the generation is done or has failed; to `undefined` if it was
   * deleted.
   */
  readonly finished: Promise<GenerationRecord | undefined>;
}

/** The generations that are running in this window. */
export class Runs {
  readonly #options: RunsOptions;
  readonly #tickets: Tickets;
  readonly #unsavedChanges: UnsavedChanges;
  readonly #onLeaseLost: (id: string) => void;
  readonly #slots: ProviderSlots;
  readonly #runs = new Map<string, { run: GenerationRun; controller: AbortController }>();
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  readonly #detaching = new AbortController();

  /** @param onLeaseLost called after a run has ended because it lost its lease */
  constructor(
    options: RunsOptions,
    tickets: Tickets,
    unsavedChanges: UnsavedChanges,
    onLeaseLost: (id: string) => void,
  ) {
    this.#options = options;
    this.#tickets = tickets;
    this.#unsavedChanges = unsavedChanges;
    this.#onLeaseLost = onLeaseLost;
    this.#slots = new ProviderSlots(options.maxConcurrentTasks);
  }

  /** Oldest first. */
  list(): readonly GenerationRun[] {
    return [...this.#runs.values()].map(({ run }) => run);
  }

  /** The run of a generation; `undefined` if it is not running in this window. */
  get(id: string): GenerationRun | undefined {
    return this.#runs.get(id)?.run;
  }

  /** Calls `listener` whenever a run begins or ends. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Starts to run a generation. Its lease ends with the run. */
  start({ record, provider, lease, ticket, earlierFailure }: RunStart): GenerationRun {
    const { library, clock } = this.#options;
    const { id } = record;
    const controller = new AbortController();
    const removalListener = library.onDidChange((change) => {
      if (change.type === 'removed' && change.id === id) controller.abort(new DetachedError());
    });
    const closing = this.#closing.signal;
    const context = {
      record,
      provider,
      lease,
      ticket,
      tickets: this.#tickets,
      semaphore: this.#slots.get(provider),
      signal: AbortSignal.any([controller.signal, lease.lost, closing, this.#detaching.signal]),
      closing,
      unsavedChanges: this.#unsavedChanges,
    };
    const finished = runRecord(context, this.#options).then(
      async (record) => {
        // By what is on disk: a failure that could not be written is not the end.
        await this.#tickets.forgetResumes(id);
        await this.end(id, lease, await library.get(id));
        return record;
      },
      async (error: unknown) => {
        await lease.suspend();
        throw error;
      },
    );
    const run: GenerationRun = {
      id,
      prompt: record.request.prompt,
      startedAt: clock.now(),
      library,
      ...(earlierFailure && { earlierFailure }),
      finished: finished.finally(() => {
        removalListener.dispose();
        this.#runs.delete(id);
        this.#fire();
        if (lease.lost.aborted && !closing.aborted) this.#onLeaseLost(id);
      }),
    };
    this.#runs.set(id, { run, controller });
    this.#fire();
    return run;
  }

  /**
   * Ends a lease; suspends it if a later start has to look at the generation again. Otherwise, its
   * ticket is used up. Resolves to whether it was released. Never rejects.
   */
  async end(id: string, lease: Lease, record: GenerationRecord | undefined): Promise<boolean> {
    const { library, clock } = this.#options;
    const isPending = record
      ? isUnfinished(record) || canRecover(record, clock.now())
      : // An interrupted move may put it back. Its task may be nowhere else.
        await isMovedAside(id, library).catch(() => true);
    if (isPending) {
      await lease.suspend();
      return false;
    }
    // A missing record may be about to be written by a window that hangs.
    if (record) await this.#tickets.delete(id);
    await lease.release();
    return true;
  }

  /** Cancels a generation if this window is running it; otherwise returns `false`. */
  cancel(id: string): boolean {
    const { library, onWriteError } = this.#options;
    const running = this.#runs.get(id);
    if (!running) return false;
    running.controller.abort(new JimengError({ kind: 'canceled' }));
    // Shown until the response to a submit in flight has arrived.
    library.update(id, markCancelRequested).catch((error: unknown) => onWriteError?.(id, error));
    return true;
  }

  /** Ends all runs, and leaves their records unfinished. Never rejects. */
  async close(): Promise<void> {
    this.#listeners.clear();
    this.#closing.abort(new DetachedError());
    await Promise.allSettled(this.list().map((run) => run.finished));
  }

  /**
   * Ends all runs like `close`, but waits for the responses to requests in flight, however long they
   * take: the window stays open. Never rejects.
   * @param lastStart resolves when no other run can start; runs that start until then send nothing
   */
  async detach(lastStart: Promise<void>): Promise<void> {
    this.#listeners.clear();
    this.#detaching.abort(new DetachedError());
    await lastStart;
    while (this.#runs.size > 0) await Promise.allSettled(this.list().map((run) => run.finished));
  }

  #fire(): void {
    for (const listener of this.#listeners) listener();
  }
}
