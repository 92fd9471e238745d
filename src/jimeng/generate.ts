import { backoff } from './backoff.ts';
import type { TaskState } from './client.ts';
import { systemClock } from './clock.ts';
import { collect, type CollectContext, type CollectEvent } from './collect.ts';
import { JimengError, type Failure } from './errors.ts';
import { estimateFrom, type Estimate } from './estimate.ts';
import { systemFetch } from './fetch.ts';
import { areAlive } from './lifetimes.ts';
import { isBusy, isQueryPassing, isUnknownTask, isUnusable, retryAfterOf } from './repeat.ts';
import type { GenerationRequest } from './request.ts';
import { scheduleFor } from './schedule.ts';
import { squareSides } from './sizes.ts';
import type { TaskReference } from './wire.ts';

/** One generation, as it happens. Ends with `done` or `failed`. */
export type GenerationEvent =
  | { readonly type: 'submitted'; readonly task: TaskReference }
  | { readonly type: 'generating'; readonly word: string }
  | CollectEvent
  | { readonly type: 'failed'; readonly failure: Failure };

/** Those that have no default must be given. */
export interface GenerateOptions
  extends
    Pick<CollectContext, 'client' | 'receive' | 'signal'>,
    Partial<Pick<CollectContext, 'delivery' | 'have' | 'fetch' | 'clock' | 'random'>> {
  /** Seconds the task is waited for. It can be taken up again after that, with `resume`. */
  readonly timeout: number;
  /** How long the task is thought to take, which decides when to ask; without it, as a first 2K picture. */
  readonly estimate?: Estimate;
}

type Context = CollectContext & Pick<GenerateOptions, 'timeout'> & { readonly estimate: Estimate };

/** A task that was submitted earlier. All times are milliseconds since the epoch. */
export interface EarlierTask extends TaskReference {
  readonly submittedAt: number;
  /** Where its pictures were said to be, and when. */
  readonly addresses?: { readonly imageUrls: readonly string[]; readonly receivedAt: number };
}

/**
 * Seconds after a submit in which a service may not know its task yet (docs/service.md §6.4: no source says
 * that it happens, but to give up then would be to lose what was paid for).
 */
const unknownAtFirst = 10;
/** Seconds between two queries after which nobody knows when the task was ready: network or machine were away. */
const outOfSight = 15;

/**
 * Submits a request and follows its task to its pictures.
 * An abort ends the stream with `failed` (`cancelled`): the service may still finish the task and bill it.
 * An abort with a reason of the caller's own ends it with that reason: as `failed` when it is a
 * `JimengError`, else thrown.
 */
export function generate(
  request: GenerationRequest,
  options: GenerateOptions,
): AsyncGenerator<GenerationEvent, void> {
  return untilFailure({ delivery: request, ...options }, async function* (context) {
    const task = await submit(request, context);
    yield { type: 'submitted', task };
    yield* follow(task, context, context.clock.now(), 0);
  });
}

/**
 * Follows a task submitted earlier, up to 12 hours ago (docs/service.md §7.3): fetches its pictures where their
 * addresses are known and alive, else asks for it at once. Events as of `generate`, without `submitted`.
 */
export function resume(
  task: EarlierTask,
  options: GenerateOptions,
): AsyncGenerator<GenerationEvent, void> {
  return untilFailure(options, (context) => {
    const { addresses, submittedAt } = task;
    return addresses && areAlive(addresses, context.clock.now())
      ? collect(task, { ...addresses, base64: [] }, context)
      : follow(task, context, submittedAt);
  });
}

async function* untilFailure(
  options: GenerateOptions,
  work: (context: Context) => AsyncGenerator<GenerationEvent, void>,
): AsyncGenerator<GenerationEvent, void> {
  try {
    yield* work({
      fetch: systemFetch,
      clock: systemClock,
      random: Math.random,
      estimate: estimateFrom([], { width: squareSides['2k'], height: squareSides['2k'] }),
      have: new Set(),
      delivery: {},
      ...options,
    });
  } catch (error) {
    if (error instanceof JimengError) yield { type: 'failed', failure: error.failure };
    else if (isAbort(error)) yield { type: 'failed', failure: { kind: 'cancelled' } };
    else throw error;
  }
}

/** Repeated, for as long as a task is waited for, where the answer says that nothing was accepted (docs/service.md §9.7). */
async function submit(
  request: GenerationRequest,
  { client, clock, random, signal, timeout }: Context,
): Promise<TaskReference> {
  const deadline = clock.now() + timeout * 1000;
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.submit(request, signal);
    } catch (error) {
      if (!isBusy(error)) throw error;
      const pause = backoff(attempt, random, retryAfterOf(error));
      if (clock.now() + pause > deadline) throw error;
      await clock.sleep(pause, signal);
    }
  }
}

/** @param lastPending seconds after the submit at which the task is known to have been under way */
async function* follow(
  task: TaskReference,
  context: Context,
  submittedAt: number,
  lastPending?: number,
): AsyncGenerator<GenerationEvent, void> {
  const { client, clock, delivery, signal, timeout, estimate, random } = context;
  const secondsUntilQuery = scheduleFor(estimate);
  const deadline = clock.now() + timeout * 1000;
  const elapsed = () => (clock.now() - submittedAt) / 1000;
  // What was submitted by an earlier window may be long finished.
  let pause = lastPending === undefined ? 0 : secondsUntilQuery(lastPending) * 1000;
  let tooLate = new JimengError({ kind: 'timeout', seconds: timeout });
  for (let broken = 0, unusable = 0; ;) {
    const left = deadline - clock.now();
    if (left <= 0) throw tooLate;
    await clock.sleep(Math.min(pause, left), signal);

    let state: Pick<TaskState, 'status' | 'word' | 'imageUrls' | 'base64'>;
    try {
      state = await client.query(task, delivery, signal);
    } catch (error) {
      const isNew = isUnknownTask(error) && elapsed() <= unknownAtFirst;
      if (!isNew && !isQueryPassing(error, unusable)) throw error;
      unusable = isUnusable(error) ? unusable + 1 : 0;
      if (error instanceof JimengError) tooLate = error;
      pause = backoff(++broken, random, retryAfterOf(tooLate));
      continue;
    }
    const now = elapsed();
    if (state.status === 'success') {
      const since = now - (lastPending ?? -Infinity);
      const readyAfter = since <= outOfSight ? now - since / 2 : undefined;
      return yield* collect(task, state, context, readyAfter);
    }
    if (state.status === 'failed') throw new JimengError({ kind: 'taskFailed' });
    if (state.status === 'gone' && now > unknownAtFirst) {
      throw new JimengError({ kind: 'expired', code: state.word });
    }
    yield { type: 'generating', word: state.word };
    broken = unusable = 0;
    lastPending = now;
    tooLate = new JimengError({ kind: 'timeout', seconds: timeout });
    pause = secondsUntilQuery(now) * 1000;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
