import {
  JimengError,
  type Failure,
  type GenerationRequest,
  type TaskReference,
} from '../jimeng/index.ts';
import type { Lease } from '../library/lease.ts';
import { isUnfinished, type GenerationRecord, type RecordProvider } from '../library/record.ts';
import { follow, LetGo, toSaveFailure, type FollowOptions } from './follow.ts';
import { Gate } from './gate.ts';
import { begunAgain, cancelled, canRecover, leftBehind } from './transitions.ts';

export interface EngineOptions extends FollowOptions {
  /** How many tasks of one provider may be under way at once. */
  readonly maxConcurrentTasks: () => number;
}

/** A generation under way in this window. */
export interface Run {
  readonly id: string;
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** What it failed with before it was taken up without being asked. */
  readonly earlierFailure?: Failure;
  /** The record as it stands when the generation has ended, well or not. `undefined` if it was deleted. */
  readonly finished: Promise<GenerationRecord | undefined>;
}

type Change = (record: GenerationRecord) => GenerationRecord;

/** Milliseconds between looks for tasks that another window has left behind. */
const rounds = 10_000;

/** Runs generations and keeps their records true at every step. */
export class TaskEngine {
  readonly #options: EngineOptions;
  readonly #runs = new Map<string, { run: Run; abort: AbortController }>();
  readonly #gates = new Map<string, Gate>();
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** The generations under way here, oldest first. */
  get runs(): readonly Run[] {
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
  async start(provider: RecordProvider, request: GenerationRequest): Promise<Run> {
    const { library } = this.#options;
    const { record, lease } = await library.create({ ...provider, request }).catch(toSaveFailure);
    return this.#run(record, lease);
  }

  /**
   * Follows a task that was submitted elsewhere, or whose record was lost.
   * @throws JimengError of kind `save` when its record cannot be written.
   */
  async adopt(
    provider: RecordProvider,
    request: GenerationRequest,
    task: TaskReference,
  ): Promise<Run> {
    const { library, clock } = this.#options;
    const adopted = { ...task, submittedAt: clock.now() };
    const begun = { ...provider, request };
    const { record, lease } = await library.create(begun, adopted).catch(toSaveFailure);
    return this.#run(record, lease);
  }

  /**
   * Takes up a generation that failed: its task again where there is one that may still bring the
   * pictures, else with a new submit in the same record. `undefined` when there is nothing to take
   * up, or another window is at it.
   * @throws JimengError of kind `save` when the record cannot be written: then nothing is submitted.
   */
  async retry(id: string): Promise<Run | undefined> {
    const now = this.#options.clock.now();
    const running = this.#runs.get(id);
    if (running) return running.run;
    return this.#takeOver(id, true, (record) =>
      record.state === 'failed' ? begunAgain(record, now) : leftBehind(record, now),
    );
  }

  /**
   * Stops waiting for a generation, whichever window follows it. The service may still finish it and bill it.
   * @throws JimengError of kind `save` when another window follows it and no word can be left for it.
   */
  async cancel(id: string): Promise<void> {
    if (this.#cancelHere(id)) return;
    const { library, clock } = this.#options;
    await library.askToCancel(id).catch(toSaveFailure);
    const now = clock.now();
    await this.#takeOver(id, true, (record) => cancelled(record, now));
  }

  /**
   * Takes up what an earlier window left unfinished, now and whenever another one dies, and at first
   * what failed on its way though its pictures may still be had; does what other windows ask. Until
   * the engine is stopped.
   */
  async takeUp(): Promise<void> {
    const { library, clock, onUnexpected } = this.#options;
    const { signal } = this.#stopped;
    const listening = library.onDidAskToCancel((id) => this.#cancelHere(id));
    for (let isFirst = true; !signal.aborted; isFirst = false) {
      try {
        if (isFirst) await library.listen();
        await this.#round(isFirst);
      } catch (error) {
        onUnexpected?.(error);
      }
      await clock.sleep(rounds, signal).catch(() => undefined);
    }
    listening.dispose();
  }

  /** Stops following every task, and leaves the records as they are for the next start. */
  async stop(): Promise<void> {
    this.#listeners.clear();
    this.#stopped.abort(new LetGo());
    await Promise.allSettled(this.runs.map((run) => run.finished));
  }

  async #round(isFirst: boolean): Promise<void> {
    const { library, clock } = this.#options;
    const records = await library.list();
    const toCancel = new Set(await library.toCancel());
    for (const id of toCancel) this.#cancelHere(id);
    const left = records.filter(
      (record) => isUnfinished(record) || (isFirst && canRecover(record, clock.now())),
    );
    // Also what its window did not live to begin, or to let go of: there, only its traces are removed.
    for (const id of new Set([...left.map(({ id }) => id), ...(await library.followed())])) {
      if (!this.#runs.has(id)) await this.#takeUpOne(id, toCancel.has(id), isFirst);
    }
  }

  async #takeUpOne(id: string, isToCancel: boolean, recovers: boolean): Promise<void> {
    const { clock, onEvent } = this.#options;
    const now = clock.now();
    try {
      await this.#takeOver(id, false, (record) => {
        if (isToCancel) return cancelled(record, now);
        if (recovers && canRecover(record, now)) return begunAgain(record, now);
        return leftBehind(record, now);
      });
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      onEvent?.(id, { type: 'failed', failure: error.failure });
    }
  }

  /**
   * Runs what `change` makes of a record, unless another window has it or nothing is left to do.
   * @param isAsked whether a user wants it: then an earlier failure that comes again is news
   */
  async #takeOver(id: string, isAsked: boolean, change: Change): Promise<Run | undefined> {
    const { library } = this.#options;
    const lease = await library.acquire(id).catch(toSaveFailure);
    if (!lease) return undefined;
    try {
      let earlierFailure: Failure | undefined;
      const changed = (record: GenerationRecord) => {
        if (!isAsked) earlierFailure = record.failure;
        return change(record);
      };
      const record = await library.update(id, changed).catch(toSaveFailure);
      if (record && isUnfinished(record)) return this.#run(record, lease, earlierFailure);
    } catch (error) {
      await lease.release();
      throw error;
    }
    await lease.release();
    return undefined;
  }

  #run(record: GenerationRecord, lease: Lease, earlierFailure?: Failure): Run {
    const { library, clock } = this.#options;
    const abort = new AbortController();
    const watching = library.onDidChange((change) => {
      if (change.type === 'removed' && change.id === record.id) abort.abort(new LetGo());
    });
    const signal = AbortSignal.any([abort.signal, lease.lost, this.#stopped.signal]);
    const finished = follow(record, this.#gateOf(record), signal, this.#options);
    const run: Run = {
      id: record.id,
      prompt: record.request.prompt,
      startedAt: clock.now(),
      ...(earlierFailure && { earlierFailure }),
      finished: finished.finally(async () => {
        watching.dispose();
        await lease.release();
        this.#runs.delete(record.id);
        this.#tell();
      }),
    };
    this.#runs.set(record.id, { run, abort });
    this.#tell();
    return run;
  }

  /** Whether it is followed by this window. */
  #cancelHere(id: string): boolean {
    const running = this.#runs.get(id);
    running?.abort.abort(new JimengError({ kind: 'cancelled' }));
    return running !== undefined;
  }

  /** One for each key: a provider of the user's own has one for each place it was at. */
  #gateOf({ provider, customProvider }: RecordProvider): Gate {
    const name = customProvider ? new URL(customProvider.baseUrl).origin : provider;
    let gate = this.#gates.get(name);
    if (!gate) this.#gates.set(name, (gate = new Gate(this.#options.maxConcurrentTasks)));
    return gate;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
