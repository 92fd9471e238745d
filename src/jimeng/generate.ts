import { backoff } from './backoff.ts';
import type { Client, TaskState } from './client.ts';
import { systemClock, type Clock } from './clock.ts';
import { download } from './download.ts';
import { JimengError, type Failure } from './errors.ts';
import { estimateFrom, type Estimate } from './estimate.ts';
import { systemFetch, type Fetch } from './fetch.ts';
import { decodePicture, type Picture } from './picture.ts';
import { scheduleFor } from './schedule.ts';
import { sizeOf } from './sizes.ts';
import type { GenerationRequest } from './request.ts';
import type { TaskReference } from './wire.ts';

/** One generation, as it happens. Ends with `done` or `failed`. */
export type GenerationEvent =
  | { readonly type: 'submitted'; readonly task: TaskReference }
  | { readonly type: 'generating'; readonly word: string }
  | {
      readonly type: 'downloading';
      readonly total: number;
      /** Seconds from the submit until the task was ready, as near as the queries tell; unknown when none was made shortly before. */
      readonly readyAfter?: number;
    }
  | { readonly type: 'picture'; readonly index: number; readonly picture: Picture }
  | { readonly type: 'done'; readonly total: number }
  | { readonly type: 'failed'; readonly failure: Failure };

export interface GenerateOptions {
  readonly client: Client;
  /** Seconds the task is waited for. It can be taken up again after that, with `resume`. */
  readonly timeout: number;
  /** How long the task is thought to take, which decides when to ask; without it, as a first 2K picture. */
  readonly estimate?: Estimate;
  /** The pictures that an earlier attempt has brought home, by their index. */
  readonly have?: ReadonlySet<number>;
  readonly signal?: AbortSignal;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  readonly random?: () => number;
}

type Context = Required<Omit<GenerateOptions, 'signal'>> & Pick<GenerateOptions, 'signal'>;

/** How often a picture is fetched before it is given up for now. */
const downloadAttempts = 4;
/**
 * Seconds after a submit in which a service may not know its task yet (contract 3.4: no source says
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
  return untilFailure(options, async function* (context) {
    const task = await submit(request, context);
    yield { type: 'submitted', task };
    yield* follow(task, context, context.clock.now(), 0);
  });
}

/**
 * Follows a task submitted earlier, up to 12 hours ago (contract 4), and asks for it at once. Events as of
 * `generate`, without `submitted`.
 * @param submittedAt milliseconds since the epoch
 */
export function resume(
  task: TaskReference,
  submittedAt: number,
  options: GenerateOptions,
): AsyncGenerator<GenerationEvent, void> {
  return untilFailure(options, (context) => follow(task, context, submittedAt));
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
      estimate: estimateFrom([], sizeOf('2k', '1:1')),
      have: new Set(),
      ...options,
    });
  } catch (error) {
    if (error instanceof JimengError) yield { type: 'failed', failure: error.failure };
    else if (isAbort(error)) yield { type: 'failed', failure: { kind: 'cancelled' } };
    else throw error;
  }
}

/** Repeated, for as long as a task is waited for, where the answer says that nothing was accepted (contract 3.4). */
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
  const { client, clock, signal, timeout, estimate, random } = context;
  const secondsUntilQuery = scheduleFor(estimate);
  const deadline = clock.now() + timeout * 1000;
  const elapsed = () => (clock.now() - submittedAt) / 1000;
  // What was submitted by an earlier window may be long finished.
  let pause = lastPending === undefined ? 0 : secondsUntilQuery(lastPending) * 1000;
  let tooLate = new JimengError({ kind: 'timeout', seconds: timeout });
  for (let broken = 0; ;) {
    const left = deadline - clock.now();
    if (left <= 0) throw tooLate;
    await clock.sleep(Math.min(pause, left), signal);

    let state: TaskState;
    try {
      state = await client.query(task, signal);
    } catch (error) {
      if (!isPassing(error)) throw error;
      tooLate = error;
      pause = backoff(++broken, random, retryAfterOf(error));
      continue;
    }
    const now = elapsed();
    if (state.status === 'success') {
      const since = now - (lastPending ?? -Infinity);
      const readyAfter = since <= outOfSight ? now - since / 2 : undefined;
      return yield* collect(state, context, readyAfter);
    }
    if (state.status === 'failed') throw new JimengError({ kind: 'taskFailed' });
    if (state.status === 'gone' && now > unknownAtFirst) {
      throw new JimengError({ kind: 'expired', code: state.word });
    }
    yield { type: 'generating', word: state.word };
    broken = 0;
    lastPending = now;
    tooLate = new JimengError({ kind: 'timeout', seconds: timeout });
    pause = secondsUntilQuery(now) * 1000;
  }
}

async function* collect(
  state: TaskState,
  context: Context,
  readyAfter?: number,
): AsyncGenerator<GenerationEvent, void> {
  // A service that sends both sends the same pictures twice.
  const total = state.imageUrls.length || state.base64.length;
  yield { type: 'downloading', total, ...(readyAfter !== undefined && { readyAfter }) };
  let broken: JimengError | undefined;
  for (let index = 0; index < total; index++) {
    if (context.have.has(index)) continue;
    try {
      const url = state.imageUrls[index];
      const picture =
        url === undefined
          ? decoded(state.base64[index] ?? '', context)
          : await fetched(url, context);
      yield { type: 'picture', index, picture };
    } catch (error) {
      if (!(error instanceof JimengError) || context.signal?.aborted) throw error;
      // The others of a set are paid for as well.
      broken ??= error;
    }
  }
  if (broken) throw broken;
  yield { type: 'done', total };
}

function decoded(base64: string, { client }: Context): Picture {
  const picture = decodePicture(base64);
  if (picture) return picture;
  const { host } = new URL(client.provider.origin);
  throw new JimengError({ kind: 'download', problem: 'notPicture', host });
}

async function fetched(url: string, context: Context): Promise<Picture> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await download(url, context);
    } catch (error) {
      if (!isPassing(error) || attempt === downloadAttempts) throw error;
      await context.clock.sleep(backoff(attempt, context.random), context.signal);
    }
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function isBusy(error: unknown): error is JimengError {
  return (
    error instanceof JimengError &&
    (error.failure.kind === 'rate' || error.failure.kind === 'concurrency')
  );
}

function retryAfterOf({ failure }: JimengError): number | undefined {
  return 'retryAfter' in failure ? failure.retryAfter : undefined;
}

/** Whether the same query or download may well succeed a moment later (contract 3.4). */
function isPassing(error: unknown): error is JimengError {
  if (!(error instanceof JimengError)) return false;
  const { failure } = error;
  switch (failure.kind) {
    case 'network':
    case 'proxy':
    case 'noAnswer':
    case 'rate':
    case 'concurrency':
      return true;
    case 'service':
    case 'badAnswer':
      return (failure.httpStatus ?? 0) >= 500;
    case 'download':
      return failure.problem === 'incomplete' || (failure.httpStatus ?? 0) >= 500;
    default:
      return false;
  }
}
