import {
  expectedSeconds,
  JimengError,
  type Client,
  type Clock,
  type Failure,
  type Fetch,
  type GenerateOptions,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { fileErrorCode } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { indexOf, type GenerationRecord, type RecordProvider } from '../library/record.ts';
import { expectationOf } from './expectation.ts';
import type { Gate } from './gate.ts';
import { afterEvent } from './transitions.ts';

export interface FollowOptions {
  readonly library: Library;
  /**
   * A client with the provider's key. Rejects with a `JimengError` of kind `noKey` without one, of
   * kind `noProvider` where the user's own provider is not known.
   */
  readonly clientFor: (provider: RecordProvider) => Promise<Client>;
  /** Seconds one task is waited for. */
  readonly timeout: () => number;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Told of each step, for the log. Nothing in it is secret. */
  readonly onEvent?: (id: string, event: GenerationEvent) => void;
  /** Told of faults of our own. */
  readonly onUnexpected?: (error: unknown) => void;
}

/** Why a run ends with its window or its record: not a failure, nothing is written. */
export class LetGo extends Error {}

/**
 * Takes a generation from where its record stands to its end, and keeps the record true at every
 * step. Resolves to the record as it then stands; `undefined` when it was deleted.
 * @param signal ends it as cancelled where its reason is a `JimengError`, else without a trace
 */
export async function follow(
  record: GenerationRecord,
  gate: Gate,
  signal: AbortSignal,
  options: FollowOptions,
): Promise<GenerationRecord | undefined> {
  const { library, clock, onEvent, onUnexpected } = options;
  const { id } = record;
  let leave: (() => void) | undefined;
  try {
    leave = await gate.enter(signal);
    for await (const event of await begin(record, signal, options)) {
      onEvent?.(id, event);
      if (!(await write(id, event, options).catch(toSaveFailure))) return undefined;
    }
    return await library.get(id);
  } catch (error) {
    // Not an end: the record stays unfinished for whoever takes it up next.
    if (error instanceof LetGo) return await library.get(id);
    if (signal.aborted && !(signal.reason instanceof JimengError)) return await library.get(id);
    if (!(error instanceof JimengError)) onUnexpected?.(error);
    const failure: Failure = error instanceof JimengError ? error.failure : { kind: 'unexpected' };
    const event = { type: 'failed', failure } as const;
    onEvent?.(id, event);
    // Where even this cannot be written, whoever waits for the run must hear of it all the same.
    const written = write(id, event, options).catch(() => afterEvent(record, event, clock.now()));
    return await written;
  } finally {
    leave?.();
  }
}

/** @throws LetGo when the record is gone, or another window's: then nothing is submitted. */
async function begin(
  record: GenerationRecord,
  signal: AbortSignal,
  { library, clientFor, timeout, clock, fetch, random }: FollowOptions,
): Promise<AsyncIterable<GenerationEvent>> {
  const { id, request, task, addresses } = record;
  const { generate, resume } = await import('../jimeng/calls.ts');
  const client = await clientFor(record);
  const estimate = expectationOf(record, await library.list());
  const options: GenerateOptions = {
    client,
    clock,
    timeout: timeout(),
    estimate,
    delivery: request,
    have: new Set(record.images.map(indexOf)),
    receive: async (index, picture) => {
      // What breaks on the network comes as its own failure; the rest is the disk's.
      const kept = await library.addPicture(id, index, picture).catch((error: unknown) => {
        throw signal.aborted || error instanceof JimengError ? error : saveFailure(error);
      });
      if (!kept) throw new LetGo();
    },
    signal,
    ...(fetch && { fetch }),
    ...(random && { random }),
  };
  if (task) {
    // Nobody knows when an adopted one was submitted, but not just now: if it is unknown, it is.
    const submittedAt = record.adopted ? 0 : task.submittedAt;
    return resume({ ...task, submittedAt, ...(addresses && { addresses }) }, options);
  }
  const expectedAfter = expectedSeconds(estimate);
  const submitting = await library
    .update(id, (record) => ({ ...submittingOnce(record), expectedAfter }))
    .catch((error: unknown) => {
      throw error instanceof LetGo ? error : saveFailure(error);
    });
  if (!submitting) throw new LetGo();
  return generate(request, options);
}

/** After a long sleep of the machine another window may have submitted it already. */
function submittingOnce(record: GenerationRecord): GenerationRecord {
  if (record.state !== 'queued') throw new LetGo();
  return { ...record, state: 'submitting' };
}

function write(
  id: string,
  event: GenerationEvent,
  { library, clock }: FollowOptions,
): Promise<GenerationRecord | undefined> {
  if (event.type === 'generating' || event.type === 'picture') return library.get(id);
  const now = clock.now();
  return library.update(id, (record) => afterEvent(record, event, now));
}

function saveFailure(error: unknown): JimengError {
  return new JimengError({ kind: 'save', code: fileErrorCode(error) }, { cause: error });
}

/** @throws JimengError of kind `save`. */
export function toSaveFailure(error: unknown): never {
  throw saveFailure(error);
}
