import {
  expectedSeconds,
  JimengError,
  type Client,
  type Clock,
  type Failure,
  type Fetch,
  type GenerateOptions,
  type GenerationEvent,
  type GenerationRequest,
  type ProviderId,
  type TaskReference,
} from '../jimeng/index.ts';
import { fileErrorCode } from '../library/files.ts';
import type { Lease } from '../library/lease.ts';
import type { Library } from '../library/library.ts';
import { indexOf, isUnfinished, type GenerationRecord } from '../library/record.ts';
import { expectationOf } from './expectation.ts';
import { Gate } from './gate.ts';
import { afterEvent, begunAgain, leftBehind } from './transitions.ts';

export interface EngineOptions {
  readonly library: Library;
  /** A client with the provider's key. Rejects with a `JimengError` of kind `noKey` without one. */
  readonly clientFor: (provider: ProviderId) => Promise<Client>;
  /** Seconds one task is waited for. */
  readonly timeout: () => number;
  /** How many tasks of one provider may be under way at once. */
  readonly maxConcurrentTasks: () => number;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Told of each step, for the log. Nothing in it is secret. */
  readonly onEvent?: (id: string, event: GenerationEvent) => void;
  /** Told of faults of our own. */
  readonly onUnexpected?: (error: unknown) => void;
}

/** A generation under way in this window. */
export interface Run {
  readonly id: string;
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The record as it stands when the generation has ended, well or not. `undefined` if it was deleted. */
  readonly finished: Promise<GenerationRecord | undefined>;
}

/** Milliseconds between looks for tasks that another window has left behind. */
const rounds = 10_000;

/** Runs generations and keeps their records true at every step. */
export class TaskEngine {
  readonly #options: EngineOptions;
  readonly #runs = new Map<string, { run: Run; abort: AbortController }>();
  readonly #gates = new Map<ProviderId, Gate>();
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
  async start(provider: ProviderId, request: GenerationRequest): Promise<Run> {
    const { library } = this.#options;
    const { record, lease } = await library.create(provider, request).catch(toSaveFailure);
    return this.#run(record, lease);
  }

  /**
   * Follows a task that was submitted elsewhere, or whose record was lost.
   * @throws JimengError of kind `save` when its record cannot be written.
   */
  async adopt(provider: ProviderId, request: GenerationRequest, task: TaskReference): Promise<Run> {
    const { library, clock } = this.#options;
    const adopted = { ...task, submittedAt: clock.now() };
    const { record, lease } = await library.create(provider, request, adopted).catch(toSaveFailure);
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
    return this.#takeOver(id, (record) =>
      record.state === 'failed' ? begunAgain(record, now) : leftBehind(record, now),
    );
  }

  /** Stops waiting for a generation. The service may still finish it and bill it. */
  cancel(id: string): void {
    this.#runs.get(id)?.abort.abort(new JimengError({ kind: 'cancelled' }));
  }

  /**
   * Takes up what an earlier window left unfinished, now and whenever another one dies, until the
   * engine is stopped.
   */
  async takeUp(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        for (const id of await this.#unfinished()) {
          if (!this.#runs.has(id)) await this.#takeUpOne(id);
        }
      } catch (error) {
        this.#options.onUnexpected?.(error);
      }
      await clock.sleep(rounds, signal).catch(() => undefined);
    }
  }

  /** Stops following every task, and leaves the records as they are for the next start. */
  async stop(): Promise<void> {
    this.#listeners.clear();
    this.#stopped.abort(new LetGo());
    await Promise.allSettled(this.runs.map((run) => run.finished));
  }

  /** Also what its window did not live to begin, or to let go of: there, only its traces are removed. */
  async #unfinished(): Promise<Set<string>> {
    const { library } = this.#options;
    const records = (await library.list()).filter(isUnfinished);
    return new Set([...records.map(({ id }) => id), ...(await library.followed())]);
  }

  async #takeUpOne(id: string): Promise<void> {
    const { clock, onEvent } = this.#options;
    const now = clock.now();
    try {
      await this.#takeOver(id, (record) => leftBehind(record, now));
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      onEvent?.(id, { type: 'failed', failure: error.failure });
    }
  }

  /** Runs what `change` makes of a record, unless another window has it or nothing is left to do. */
  async #takeOver(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord,
  ): Promise<Run | undefined> {
    const { library } = this.#options;
    const lease = await library.acquire(id).catch(toSaveFailure);
    if (!lease) return undefined;
    try {
      const record = await library.update(id, change).catch(toSaveFailure);
      if (record && isUnfinished(record)) return this.#run(record, lease);
    } catch (error) {
      await lease.release();
      throw error;
    }
    await lease.release();
    return undefined;
  }

  #run(record: GenerationRecord, lease: Lease): Run {
    const abort = new AbortController();
    const watching = this.#options.library.onDidChange((change) => {
      if (change.type === 'removed' && change.id === record.id) abort.abort(new LetGo());
    });
    const signal = AbortSignal.any([abort.signal, lease.lost, this.#stopped.signal]);
    const run: Run = {
      id: record.id,
      prompt: record.request.prompt,
      startedAt: this.#options.clock.now(),
      finished: this.#follow(record, signal).finally(async () => {
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

  async #follow(
    record: GenerationRecord,
    signal: AbortSignal,
  ): Promise<GenerationRecord | undefined> {
    const { library, clock, onEvent, onUnexpected } = this.#options;
    const { id } = record;
    let leave: (() => void) | undefined;
    try {
      leave = await this.#gateOf(record.provider).enter(signal);
      const events = await this.#events(record, signal);
      if (!events) return undefined;
      for await (const event of events) {
        onEvent?.(id, event);
        if (!(await this.#write(id, event).catch(toSaveFailure))) return undefined;
      }
      return await library.get(id);
    } catch (error) {
      // Not an end: the record stays unfinished for whoever takes it up next.
      if (signal.aborted && !(signal.reason instanceof JimengError)) return await library.get(id);
      if (!(error instanceof JimengError)) onUnexpected?.(error);
      const failure: Failure =
        error instanceof JimengError ? error.failure : { kind: 'unexpected' };
      const event = { type: 'failed', failure } as const;
      onEvent?.(id, event);
      // Where even this cannot be written, whoever waits for the run must hear of it all the same.
      const written = this.#write(id, event).catch(() => afterEvent(record, event, clock.now()));
      return await written;
    } finally {
      leave?.();
    }
  }

  /** `undefined` when the record is gone, or another window's: then nothing is submitted. */
  async #events(
    record: GenerationRecord,
    signal: AbortSignal,
  ): Promise<AsyncIterable<GenerationEvent> | undefined> {
    const { library, clientFor, timeout, clock, fetch, random } = this.#options;
    const client = await clientFor(record.provider);
    const estimate = expectationOf(record, await library.list());
    const options: GenerateOptions = {
      client,
      clock,
      timeout: timeout(),
      estimate,
      have: new Set(record.images.map(indexOf)),
      signal,
      ...(fetch && { fetch }),
      ...(random && { random }),
    };
    const { generate, resume } = await import('../jimeng/calls.ts');
    if (record.task) return resume(record.task, record.task.submittedAt, options);
    const submitting = await library
      .update(record.id, (record) => ({
        ...submittingOnce(record),
        expectedAfter: expectedSeconds(estimate),
      }))
      .catch((error: unknown) => (error instanceof LetGo ? undefined : toSaveFailure(error)));
    return submitting && generate(record.request, options);
  }

  #write(id: string, event: GenerationEvent): Promise<GenerationRecord | undefined> {
    const { library, clock } = this.#options;
    if (event.type === 'generating') return library.get(id);
    if (event.type === 'picture') return library.addPicture(id, event.index, event.picture);
    const now = clock.now();
    return library.update(id, (record) => afterEvent(record, event, now));
  }

  #gateOf(provider: ProviderId): Gate {
    let gate = this.#gates.get(provider);
    if (!gate) this.#gates.set(provider, (gate = new Gate(this.#options.maxConcurrentTasks)));
    return gate;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** After a long sleep of the machine another window may have submitted it already. */
function submittingOnce(record: GenerationRecord): GenerationRecord {
  if (record.state !== 'queued') throw new LetGo();
  return { ...record, state: 'submitting' };
}

/** Why a run ends with its window or its record: not a failure, nothing is written. */
class LetGo extends Error {}

function toSaveFailure(error: unknown): never {
  const failure: Failure = { kind: 'save', code: fileErrorCode(error) };
  throw new JimengError(failure, { cause: error });
}
