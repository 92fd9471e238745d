import {
  JimengError,
  type Failure,
  type GenerationRequest,
  type TaskReference,
} from '../jimeng/index.ts';
import type { Lease } from '../library/lease.ts';
import { isUnfinished, type GenerationRecord, type RecordProvider } from '../library/record.ts';
import { runRecord, DetachedError, throwSaveError, type RunOptions } from './runRecord.ts';
import { Semaphore } from './semaphore.ts';
import { restart, markCancelled, canRecover, markInterrupted } from './transitions.ts';

export interface TaskEngineOptions extends RunOptions {
  /** How many tasks of one provider may be under way at once. */
  readonly maxConcurrentTasks: () => number;
}

/** A generation under way in this window. */
export interface GenerationRun {
  readonly id: string;
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What it failed with before it was taken up without being asked. */
  readonly earlierFailure?: Failure;
  /** The record as it stands when the generation has ended, well or not. `undefined` if it was deleted. */
  readonly finished: Promise<GenerationRecord | undefined>;
}

type RecordChange = (record: GenerationRecord) => GenerationRecord;

/** Milliseconds between looks for tasks that another window has left behind. */
const scanIntervalMs = 10_000;

/** Runs generations and keeps their records true at every step. */
export class TaskEngine {
  readonly #options: TaskEngineOptions;
  readonly #runs = new Map<string, { run: GenerationRun; controller: AbortController }>();
  readonly #semaphores = new Map<string, Semaphore>();
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();

  constructor(options: TaskEngineOptions) {
    this.#options = options;
  }

  /** The generations under way here, oldest first. */
  get runs(): readonly GenerationRun[] {
    return [...this.#runs.values()].map(({ run }) => run);
  }

  /** Calls `listener` whenever a run begins or ends. */
  onDidChangeRuns(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /**
   * Begins a generation; its record is on disk when this resolves.
   * @throws JimengError of kind `save` when the record cannot be written: then nothing is submitted.
   */
  async start(provider: RecordProvider, request: GenerationRequest): Promise<GenerationRun> {
    const { library } = this.#options;
    const { record, lease } = await library.create({ ...provider, request }).catch(throwSaveError);
    return this.#run(record, lease);
  }

  /**
   * Follows a task that was submitted elsewhere, or whose record was lost.
   * @throws JimengError of kind `save` when its record cannot be written.
   */
  async trackExternalTask(
    provider: RecordProvider,
    request: GenerationRequest,
    task: TaskReference,
  ): Promise<GenerationRun> {
    const { library, clock } = this.#options;
    const externalTask = { ...task, submittedAt: clock.now() };
    const newGeneration = { ...provider, request };
    const { record, lease } = await library
      .create(newGeneration, externalTask)
      .catch(throwSaveError);
    return this.#run(record, lease);
  }

  /**
   * Takes up a generation that failed: its task again where there is one that may still bring the
   * pictures, else with a new submit in the same record. `undefined` when there is nothing to take
   * up, or another window is at it.
   * @throws JimengError of kind `save` when the record cannot be written: then nothing is submitted.
   */
  async retry(id: string): Promise<GenerationRun | undefined> {
    const now = this.#options.clock.now();
    const running = this.#runs.get(id);
    if (running) return running.run;
    return this.#takeOver(id, true, (record) =>
      record.state === 'failed' ? restart(record, now) : markInterrupted(record, now),
    );
  }

  /**
   * Stops waiting for a generation, whichever window follows it. The service may still finish it and bill it.
   * @throws JimengError of kind `save` when another window follows it and no word can be left for it.
   */
  async cancel(id: string): Promise<void> {
    if (this.#cancelLocal(id)) return;
    const { library, clock } = this.#options;
    await library.cancelRequests.send(id).catch(throwSaveError);
    const now = clock.now();
    await this.#takeOver(id, true, (record) => markCancelled(record, now));
  }

  /**
   * Takes up what an earlier window left unfinished, now and whenever another one dies, and at first
   * what failed on its way though its pictures may still be had; does what other windows ask. Until
   * the engine is stopped.
   */
  async resumePending(): Promise<void> {
    const { library, clock, onUnexpectedError } = this.#options;
    const { signal } = this.#stopped;
    const cancelListener = library.cancelRequests.onDidReceive((id) => this.#cancelLocal(id));
    for (let isFirstScan = true; !signal.aborted; isFirstScan = false) {
      try {
        if (isFirstScan) await library.cancelRequests.watch();
        await this.#scan(isFirstScan);
      } catch (error) {
        onUnexpectedError?.(error);
      }
      await clock.sleep(scanIntervalMs, signal).catch(() => undefined);
    }
    cancelListener.dispose();
  }

  /** Stops following every task, and leaves the records as they are for the next start. */
  async stop(): Promise<void> {
    this.#listeners.clear();
    this.#stopped.abort(new DetachedError());
    await Promise.allSettled(this.runs.map((run) => run.finished));
  }

  async #scan(isFirstScan: boolean): Promise<void> {
    const { library, clock } = this.#options;
    const records = await library.list();
    const cancelRequests = new Set(await library.cancelRequests.list());
    for (const id of cancelRequests) this.#cancelLocal(id);
    const pending = records.filter(
      (record) => isUnfinished(record) || (isFirstScan && canRecover(record, clock.now())),
    );
    // Also what its window did not live to begin, or to let go of: there, only its traces are removed.
    for (const id of new Set([
      ...pending.map(({ id }) => id),
      ...(await library.listLeasedIds()),
    ])) {
      if (!this.#runs.has(id)) await this.#resumeOne(id, cancelRequests.has(id), isFirstScan);
    }
  }

  async #resumeOne(id: string, isCancelRequested: boolean, shouldRecover: boolean): Promise<void> {
    const { clock, onEvent } = this.#options;
    const now = clock.now();
    try {
      await this.#takeOver(id, false, (record) => {
        if (isCancelRequested) return markCancelled(record, now);
        if (shouldRecover && canRecover(record, now)) return restart(record, now);
        return markInterrupted(record, now);
      });
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      onEvent?.(id, { type: 'failed', failure: error.failure });
    }
  }

  /**
   * Runs what `change` makes of a record, unless another window has it or nothing is left to do.
   * @param isUserRequested whether a user wants it: then an earlier failure that comes again is news
   */
  async #takeOver(
    id: string,
    isUserRequested: boolean,
    change: RecordChange,
  ): Promise<GenerationRun | undefined> {
    const { library } = this.#options;
    const lease = await library.acquireLease(id).catch(throwSaveError);
    if (!lease) return undefined;
    try {
      let earlierFailure: Failure | undefined;
      const applyChange = (record: GenerationRecord) => {
        if (!isUserRequested) earlierFailure = record.failure;
        return change(record);
      };
      const record = await library.update(id, applyChange).catch(throwSaveError);
      if (record && isUnfinished(record)) return this.#run(record, lease, earlierFailure);
    } catch (error) {
      await lease.release();
      throw error;
    }
    await lease.release();
    return undefined;
  }

  #run(record: GenerationRecord, lease: Lease, earlierFailure?: Failure): GenerationRun {
    const { library, clock } = this.#options;
    const controller = new AbortController();
    const removalListener = library.onDidChange((change) => {
      if (change.type === 'removed' && change.id === record.id)
        controller.abort(new DetachedError());
    });
    const signal = AbortSignal.any([controller.signal, lease.lost, this.#stopped.signal]);
    const finished = runRecord(record, this.#getSemaphore(record), signal, this.#options);
    const run: GenerationRun = {
      id: record.id,
      prompt: record.request.prompt,
      startedAt: clock.now(),
      ...(earlierFailure && { earlierFailure }),
      finished: finished.finally(async () => {
        removalListener.dispose();
        await lease.release();
        this.#runs.delete(record.id);
        this.#fire();
      }),
    };
    this.#runs.set(record.id, { run, controller });
    this.#fire();
    return run;
  }

  /** Whether it is followed by this window. */
  #cancelLocal(id: string): boolean {
    const running = this.#runs.get(id);
    running?.controller.abort(new JimengError({ kind: 'cancelled' }));
    return running !== undefined;
  }

  /** One for each key: a provider of the user's own has one for each place it was at. */
  #getSemaphore({ provider, customProvider }: RecordProvider): Semaphore {
    const name = customProvider ? new URL(customProvider.baseUrl).origin : provider;
    let semaphore = this.#semaphores.get(name);
    if (!semaphore)
      this.#semaphores.set(name, (semaphore = new Semaphore(this.#options.maxConcurrentTasks)));
    return semaphore;
  }

  #fire(): void {
    for (const listener of this.#listeners) listener();
  }
}
