import type { Client, TaskState } from './client.ts';
import { systemClock, type Clock } from './clock.ts';
import { download } from './download.ts';
import { JimengError, type Failure } from './errors.ts';
import { systemFetch, type Fetch } from './fetch.ts';
import { decodePicture, type Picture } from './picture.ts';
import { backoff, pauseBefore } from './polling.ts';
import type { GenerationRequest } from './request.ts';
import type { TaskReference } from './wire.ts';

/** One generation, as it happens. Ends with `done` or `failed`. */
export type GenerationEvent =
  | { readonly type: 'submitted'; readonly task: TaskReference }
  | { readonly type: 'generating'; readonly word: string }
  | { readonly type: 'downloading'; readonly total: number }
  | { readonly type: 'picture'; readonly index: number; readonly picture: Picture }
  | { readonly type: 'done'; readonly total: number }
  | { readonly type: 'failed'; readonly failure: Failure };

export interface GenerateOptions {
  readonly client: Client;
  /** Seconds the task is waited for. It can be taken up again after that, with `resume`. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  readonly random?: () => number;
}

type Context = Required<Omit<GenerateOptions, 'signal'>> & Pick<GenerateOptions, 'signal'>;

/** How often a submit is tried when each answer says that nothing was accepted. */
const submitAttempts = 6;
/** How often a picture is fetched before it is given up for now. */
const downloadAttempts = 4;

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
    yield* follow(task, context);
  });
}

/** Follows a task submitted earlier, up to 12 hours ago (contract 4). Events as of `generate`, without `submitted`. */
export function resume(
  task: TaskReference,
  options: GenerateOptions,
): AsyncGenerator<GenerationEvent, void> {
  return untilFailure(options, (context) => follow(task, context));
}

async function* untilFailure(
  options: GenerateOptions,
  work: (context: Context) => AsyncGenerator<GenerationEvent, void>,
): AsyncGenerator<GenerationEvent, void> {
  try {
    yield* work({ fetch: systemFetch, clock: systemClock, random: Math.random, ...options });
  } catch (error) {
    if (error instanceof JimengError) yield { type: 'failed', failure: error.failure };
    else if (isAbort(error)) yield { type: 'failed', failure: { kind: 'cancelled' } };
    else throw error;
  }
}

/** Repeated only where the answer says that nothing was accepted (contract 3.4). */
async function submit(
  request: GenerationRequest,
  { client, clock, random, signal }: Context,
): Promise<TaskReference> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.submit(request, signal);
    } catch (error) {
      if (!isBusy(error) || attempt === submitAttempts) throw error;
      await clock.sleep(backoff(attempt, random), signal);
    }
  }
}

async function* follow(
  task: TaskReference,
  context: Context,
): AsyncGenerator<GenerationEvent, void> {
  const { clock, signal, client, timeout } = context;
  const deadline = clock.now() + timeout * 1000;
  for (let n = 0, broken = 0; ; n++) {
    const pause = broken > 0 ? backoff(broken, context.random) : pauseBefore(n);
    const left = deadline - clock.now();
    if (left <= 0) throw new JimengError({ kind: 'timeout', seconds: timeout });
    await clock.sleep(Math.min(pause, left), signal);

    let state: TaskState;
    try {
      state = await client.query(task, signal);
    } catch (error) {
      if (!isPassing(error)) throw error;
      broken++;
      continue;
    }
    broken = 0;
    if (state.status === 'success') return yield* collect(state, context);
    if (state.status === 'failed') throw new JimengError({ kind: 'taskFailed' });
    if (state.status === 'gone') throw new JimengError({ kind: 'expired', code: state.word });
    yield { type: 'generating', word: state.word };
  }
}

async function* collect(state: TaskState, context: Context): AsyncGenerator<GenerationEvent, void> {
  // A service that sends both sends the same pictures twice.
  const total = state.imageUrls.length || state.base64.length;
  yield { type: 'downloading', total };
  for (let index = 0; index < total; index++) {
    const url = state.imageUrls[index];
    const picture =
      url === undefined ? decoded(state.base64[index] ?? '', context) : await fetched(url, context);
    yield { type: 'picture', index, picture };
  }
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

function isBusy(error: unknown): boolean {
  return (
    error instanceof JimengError &&
    (error.failure.kind === 'rate' || error.failure.kind === 'concurrency')
  );
}

/** Whether the same query or download may well succeed a moment later (contract 3.4). */
function isPassing(error: unknown): boolean {
  if (!(error instanceof JimengError)) return false;
  const { failure } = error;
  switch (failure.kind) {
    case 'network':
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
