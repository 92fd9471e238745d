import {
  generate,
  JimengError,
  resume,
  type Client,
  type Clock,
  type Failure,
  type Fetch,
  type GenerateOptions,
  type GenerationEvent,
  type GenerationRequest,
  type ProviderId,
} from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../library/record.ts';
import type { Library } from '../library/library.ts';

export interface EngineOptions {
  readonly library: Library;
  /** A client with the provider's key. Rejects with a `JimengError` of kind `noKey` without one. */
  readonly clientFor: (provider: ProviderId) => Promise<Client>;
  /** Seconds one task is waited for. */
  readonly timeout: () => number;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Told of each step, for the log. Nothing in it is secret. */
  readonly onEvent?: (id: string, event: GenerationEvent) => void;
}

/** A generation under way in this process. */
export interface Run {
  readonly id: string;
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The record as it stands when the generation has ended, well or not. `undefined` if it was deleted. */
  readonly finished: Promise<GenerationRecord | undefined>;
}

/**
 * How long a submit found on disk may still be on its way in another window, in milliseconds: its
 * HTTP deadline and the pauses of a busy service.
 */
const submitGrace = 120_000;

/** Runs generations and keeps their records true at every step. */
export class TaskEngine {
  readonly #options: EngineOptions;
  readonly #runs = new Map<string, { run: Run; abort: AbortController }>();
  readonly #listeners = new Set<() => void>();

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
    const record = await this.#options.library.create(provider, request).catch(toSaveFailure);
    return this.#run(record, (options) => generate(request, options));
  }

  /**
   * Takes up a generation that failed: its task again where there is one that may still bring the
   * pictures, else with a new submit in the same record.
   */
  async retry(id: string): Promise<Run | undefined> {
    const { library } = this.#options;
    const running = this.#runs.get(id);
    if (running) return running.run;
    const record = await library.get(id);
    if (!record || record.state === 'done') return undefined;
    return canResume(record) ? this.#resume(record) : this.#submitAgain(record);
  }

  /** Stops waiting for a generation. The service may still finish it and bill it. */
  cancel(id: string): void {
    this.#runs.get(id)?.abort.abort(new JimengError({ kind: 'cancelled' }));
  }

  /** Takes up what an earlier window left unfinished. */
  async takeUp(): Promise<void> {
    for (const record of await this.#options.library.list()) {
      if (!isUnfinished(record) || this.#runs.has(record.id)) continue;
      if (record.task) await this.#resume(record);
      else void this.#giveUpLater(record);
    }
  }

  /** Stops following every task, and leaves the records as they are for the next start. */
  dispose(): void {
    for (const { abort } of this.#runs.values()) abort.abort(new Shutdown());
    this.#listeners.clear();
  }

  async #resume(record: GenerationRecord): Promise<Run> {
    const { task } = record;
    if (!task) return this.#submitAgain(record);
    const begun = await this.#begin(record, 'generating');
    return this.#run(begun, (options) => resume(task, options));
  }

  async #submitAgain(record: GenerationRecord): Promise<Run> {
    const { task, ...rest } = record;
    const begun = await this.#begin({ ...rest, images: [] }, 'submitting');
    return this.#run(begun, (options) => generate(record.request, options));
  }

  async #begin(
    record: GenerationRecord,
    state: 'submitting' | 'generating',
  ): Promise<GenerationRecord> {
    const { failure, finishedAt, ...rest } = record;
    const createdAt = state === 'submitting' ? this.#options.clock.now() : record.createdAt;
    const begun = { ...rest, createdAt, state };
    await this.#options.library.update(record.id, () => begun).catch(toSaveFailure);
    return begun;
  }

  #run(
    record: GenerationRecord,
    events: (options: GenerateOptions) => AsyncIterable<GenerationEvent>,
  ): Run {
    const abort = new AbortController();
    const run: Run = {
      id: record.id,
      prompt: record.request.prompt,
      startedAt: record.createdAt,
      finished: this.#follow(record, abort.signal, events).finally(() => {
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
    events: (options: GenerateOptions) => AsyncIterable<GenerationEvent>,
  ): Promise<GenerationRecord | undefined> {
    const { library, clientFor, timeout, clock, fetch, random, onEvent } = this.#options;
    const { id } = record;
    try {
      const client = await clientFor(record.provider);
      const options = {
        client,
        clock,
        timeout: timeout(),
        signal,
        ...(fetch && { fetch }),
        ...(random && { random }),
      };
      for await (const event of events(options)) {
        onEvent?.(id, event);
        if (!(await this.#write(id, event).catch(toSaveFailure))) return undefined;
      }
    } catch (error) {
      if (error instanceof Shutdown) return library.get(id);
      const failure = failureOf(error);
      onEvent?.(id, { type: 'failed', failure });
      // A full disk must not hide the failure from whoever waits for this run.
      await this.#write(id, { type: 'failed', failure }).catch(() => undefined);
      return { ...record, state: 'failed', failure, finishedAt: clock.now() };
    }
    return library.get(id);
  }

  #write(id: string, event: GenerationEvent): Promise<GenerationRecord | undefined> {
    const { library, clock } = this.#options;
    switch (event.type) {
      case 'submitted': {
        const task = { ...event.task, submittedAt: clock.now() };
        return library.update(id, (record) => ({ ...record, state: 'generating', task }));
      }
      case 'generating':
        return library.get(id);
      case 'downloading':
        return library.update(id, (record) => ({ ...record, state: 'downloading' }));
      case 'picture':
        return library.addPicture(id, event.index, event.picture);
      case 'done':
        return library.update(id, (record) => ({
          ...record,
          state: 'done',
          finishedAt: clock.now(),
        }));
      case 'failed':
        return library.update(id, (record) => ({
          ...record,
          state: 'failed',
          failure: event.failure,
          finishedAt: clock.now(),
        }));
    }
  }

  /** A submit whose answer nobody is left to hear: says so, once no other window can still be waiting for it. */
  async #giveUpLater(record: GenerationRecord): Promise<void> {
    const { clock, library } = this.#options;
    await clock.sleep(Math.max(0, record.createdAt + submitGrace - clock.now()));
    const failure: Failure = { kind: 'interrupted' };
    await library.update(record.id, (now) =>
      now.state === 'submitting'
        ? { ...now, state: 'failed', failure, finishedAt: clock.now() }
        : now,
    );
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** Whether a failed generation's task may still bring its pictures, so that nothing is paid twice. */
export function canResume(record: GenerationRecord): boolean {
  const kind = record.failure?.kind;
  return (
    record.task !== undefined &&
    (kind === undefined ||
      !['taskFailed', 'resultRefused', 'copyright', 'expired', 'unknownTask'].includes(kind))
  );
}

/** Why a run ends when its window does: not a failure, nothing is written. */
class Shutdown extends Error {}

function toSaveFailure(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  throw new JimengError({ kind: 'save', code }, { cause: error });
}

function failureOf(error: unknown): Failure {
  if (error instanceof JimengError) return error.failure;
  throw error;
}
