import { JimengError, type GenerationRequest, type TaskReference } from '../jimeng/index.ts';
import {
  getRecordProvider,
  type GenerationRecord,
  type RecordProvider,
} from '../library/record.ts';
import { listMovableIds } from '../library/move/movedAside.ts';
import { Admission, type AdmissionOptions } from './admission.ts';
import { createRun } from './createRun.ts';
import type { Hold } from './holds.ts';
import { LibraryUse } from './libraryUse.ts';
import { listPendingIds } from './listPendingIds.ts';
import { getAccountName } from './providerSlots.ts';
import { throwSaveError } from './recordWrites.ts';
import { Runs, type GenerationRun, type RunsOptions } from './runs.ts';
import { saveUnsaved } from './saveUnsaved.ts';
import { takeOver, type RecordChange, type TakeOverContext } from './takeOver.ts';
import { Tickets } from '../library/ownership/tickets.ts';
import { canRecover, markCanceled, markInterrupted, reopen, restart } from './transitions.ts';
import { UnsavedChanges } from './unsavedChanges.ts';

/** The result of `TaskEngine.queryTask`. */
export interface QueriedTask {
  /** The generation of the library that has this task. */
  readonly existingRecord?: GenerationRecord;
  /** Missing if the generation is finished, or another window is running it. */
  readonly run?: GenerationRun;
}

/** Milliseconds between scans for generations of crashed windows. */
const scanIntervalMs = 10_000;

/** The services and settings of `TaskEngine`. */
export interface TaskEngineOptions extends RunsOptions, AdmissionOptions {
  /** The path of the folder of the tickets, outside of the library. */
  readonly ticketFolder: string;
  /** Returns the ID of the library, then those of libraries that were moved into it. */
  readonly readLibraryIds?: () => Promise<readonly string[]>;
  /** Called once, after the first scan that found generations that do not run by themselves. */
  readonly onHeldBack?: (count: number) => void;
  /** What earlier engines of this window could not write, to any library. */
  readonly unsavedChanges?: UnsavedChanges;
}

/** Runs generations, and updates their records at every step. */
export class TaskEngine {
  readonly #options: TaskEngineOptions;
  readonly #tickets: Tickets;
  readonly #admission: Admission;
  readonly #unsavedChanges: UnsavedChanges;
  readonly #runs: Runs;
  readonly #libraryUse = new LibraryUse();
  /** Aborted when nothing is to be resumed anymore. */
  readonly #stopped = new AbortController();
  /** Aborted when the window closes. */
  readonly #closed = new AbortController();

  constructor(options: TaskEngineOptions) {
    this.#options = options;
    this.#unsavedChanges = options.unsavedChanges ?? new UnsavedChanges();
    this.#tickets = new Tickets(options.ticketFolder, options.library.disk, options.readLibraryIds);
    this.#admission = new Admission(this.#tickets, {
      ...options,
      confirmProvider: async (provider, isQuery) => {
        await options.confirmProvider?.(provider, isQuery);
        // The library may have changed while the user was asked.
        this.#libraryUse.require();
      },
    });
    // Another window that took it over could not know the task that arrived here.
    this.#runs = new Runs(
      options,
      this.#tickets,
      this.#unsavedChanges,
      (id) => void this.#resumeOne(id, false, true),
    );
  }

  /** The generations that are running in this window, oldest first. */
  get runs(): readonly GenerationRun[] {
    return this.#runs.list();
  }

  /** Calls `listener` whenever a run begins or ends. */
  onDidChangeRuns(listener: () => void): { dispose(): void } {
    return this.#runs.onDidChange(listener);
  }

  /** Why a pending generation does not run by itself; `undefined` if it does, or is not pending. */
  getHold(id: string): Hold | undefined {
    return this.#admission.holds.get(id);
  }

  /** Calls `listener` with the id of a generation whenever its hold has changed. */
  onDidChangeHold(listener: (id: string) => void): { dispose(): void } {
    return this.#admission.holds.onDidChange(listener);
  }

  /**
   * Starts a generation. Its record is on disk when this resolves.
   * @throws JimengError of kind `save` when the record cannot be written; nothing is submitted
   * then.
   */
  async start(provider: RecordProvider, request: GenerationRequest): Promise<GenerationRun> {
    return this.#libraryUse.run(() => createRun(provider, request, undefined, this.#context));
  }

  /**
   * Queries a task by its id: resumes the generation of the library that has it, or creates one for
   * a task that was submitted elsewhere, or whose record was lost. Never submits.
   * @throws JimengError of kind `save` when its record cannot be written.
   */
  async queryTask(
    provider: RecordProvider,
    request: GenerationRequest,
    task: TaskReference,
  ): Promise<QueriedTask> {
    this.#libraryUse.require();
    const { library, clock } = this.#options;
    const records = await library.list().catch(throwSaveError);
    const name = getAccountName(provider);
    const existingRecord = records.find(
      (record) => record.task?.taskId === task.taskId && isOfAccount(record, name),
    );
    if (existingRecord) {
      const { id, state, withheldCount } = existingRecord;
      // The service may offer by now what it withheld.
      const isIncomplete = state === 'done' && withheldCount !== undefined;
      const run = await (isIncomplete ? this.#takeOver(id, true, reopen) : this.retry(id));
      return { existingRecord, ...(run && { run }) };
    }
    const externalTask = { ...task, submittedAt: clock.now() };
    const creating = this.#libraryUse.run(() =>
      createRun(provider, request, externalTask, this.#context),
    );
    return { run: await creating };
  }

  /**
   * Retries a failed generation: queries its task, if that is known; submits its request only if
   * the service has surely not accepted it. `undefined` if there is nothing to retry, or another
   * window is running it.
   * @throws JimengError of kind `save` when the record cannot be written; nothing is submitted
   * then.
   */
  async retry(id: string): Promise<GenerationRun | undefined> {
    const now = this.#options.clock.now();
    const running = this.#runs.get(id);
    if (running) return running;
    return this.#takeOver(id, true, (record) =>
      record.state === 'failed' ? restart(record, now) : markInterrupted(record, now),
    );
  }

  /**
   * Downloads a damaged image again. `undefined` if its task is unknown, or another window is
   * running the generation.
   * @param file the file name in the record
   * @throws JimengError of kind `save` when the record cannot be written.
   */
  async downloadAgain(id: string, file: string): Promise<GenerationRun | undefined> {
    if (this.#runs.get(id)) return undefined;
    return this.#takeOver(id, true, (record) => reopen(record, file));
  }

  /**
   * Cancels a generation, whichever window is running it. The service may still finish it and bill
   * it.
   * @throws JimengError of kind `save` when another window is running it and cannot be asked to
   * cancel it.
   */
  async cancel(id: string): Promise<void> {
    const { library, clock } = this.#options;
    if (this.#runs.cancel(id)) return;
    this.#libraryUse.require();
    await library.cancelRequests.send(id).catch(throwSaveError);
    const now = clock.now();
    await this.#takeOver(id, true, (record) => markCanceled(record, now));
  }

  /**
   * Resumes unfinished generations of closed and crashed windows, now and every 10 seconds, and
   * handles cancel requests of other windows, until the engine is stopped. The first scan also
   * resumes failed generations whose images can still be downloaded. Never rejects.
   */
  async resumePending(): Promise<void> {
    const { library, clock, onUnexpectedError, onHeldBack } = this.#options;
    const { holds } = this.#admission;
    const { signal } = this.#stopped;
    const cancelListener = library.cancelRequests.onDidReceive((id) => this.#runs.cancel(id));
    const holdsWatcher = this.#admission.watch();
    let isHeldBackReported = false;
    for (let isFirstScan = true; !signal.aborted; isFirstScan = false) {
      try {
        if (isFirstScan) await library.cancelRequests.watch();
        await this.#scan(isFirstScan);
        if (!isHeldBackReported && holds.size > 0) {
          isHeldBackReported = true;
          onHeldBack?.(holds.size);
        }
      } catch (error) {
        onUnexpectedError?.(error);
      }
      await clock.sleep(scanIntervalMs, signal).catch(() => undefined);
    }
    cancelListener.dispose();
    holdsWatcher.dispose();
  }

  /**
   * Ends all runs, and leaves their records unfinished, so that the next start resumes them. Never
   * rejects.
   */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#closed.abort();
    await this.#runs.close();
  }

  /**
   * Ends all runs like `stop` when another folder has become the library, and refuses to start
   * others. Waits for the responses to requests in flight, which may have the id of a billed
   * task. Never rejects.
   */
  async detach(): Promise<void> {
    this.#stopped.abort();
    await this.#runs.detach(this.#libraryUse.end());
  }

  /**
   * After `detach`: writes what could not be written, such as the task of a billed image, until all of
   * it is written or the engine is stopped. Never rejects.
   * @returns the number of records that were written
   */
  saveUnsaved(): Promise<number> {
    return saveUnsaved(this.#context, this.#closed.signal);
  }

  async #scan(isFirstScan: boolean): Promise<void> {
    const { library, clock } = this.#options;
    const cancelRequests = new Set(await library.cancelRequests.list());
    for (const id of cancelRequests) this.#runs.cancel(id);
    // A window may have crashed between its request and the lease, which deletes the request.
    const leasedIds = new Set(await library.listLeasedIds());
    if (isFirstScan) await this.#tickets.deleteStale(clock.now(), () => listMovableIds(library));
    const ids = [...leasedIds, ...cancelRequests];
    for (const id of await listPendingIds(ids, library, this.#tickets)) {
      if (this.#runs.get(id)) continue;
      // A recoverable failure keeps its lease file for the next start and is not retried before.
      const isDeferred = !isFirstScan && !this.#unsavedChanges.has(id);
      const record = await library.get(id);
      if (!record && !leasedIds.has(id) && !cancelRequests.has(id)) continue;
      if (record && isDeferred && canRecover(record, clock.now())) continue;
      const isCancelRequested = cancelRequests.has(id);
      // A lease of another machine must not be touched: it may keep the id of a task.
      if (record && !isCancelRequested && (await this.#admission.isHeldBack(record))) continue;
      await this.#resumeOne(id, isCancelRequested, isFirstScan);
    }
  }

  async #resumeOne(id: string, isCancelRequested: boolean, shouldRecover: boolean): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    const { clock, onEvent } = this.#options;
    const now = clock.now();
    try {
      await this.#takeOver(id, false, (record) => {
        if (isCancelRequested) return markCanceled(record, now);
        if (shouldRecover && canRecover(record, now)) return restart(record, now);
        return markInterrupted(record, now);
      });
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      onEvent?.(id, { type: 'failed', failure: error.failure });
    }
  }

  #takeOver(
    id: string,
    isUserRequested: boolean,
    change: RecordChange,
  ): Promise<GenerationRun | undefined> {
    return this.#libraryUse.run(() => takeOver(id, isUserRequested, change, this.#context));
  }

  get #context(): TakeOverContext {
    return {
      options: this.#options,
      tickets: this.#tickets,
      admission: this.#admission,
      unsavedChanges: this.#unsavedChanges,
      runs: this.#runs,
    };
  }
}

/** @param name as `getAccountName` returns it */
function isOfAccount(record: GenerationRecord, name: string): boolean {
  const provider = getRecordProvider(record);
  return provider !== undefined && getAccountName(provider) === name;
}
