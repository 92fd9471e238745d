import * as v from 'valibot';
import { badAnswer, dataOf, taskIdIn, type RawAnswer } from './answer.ts';
import { readBody } from './body.ts';
import { systemClock, withDeadline, type Clock } from './clock.ts';
import { JimengError, type Failure } from './errors.ts';
import { connectionError, neverConnected, retryAfter, systemFetch, type Fetch } from './fetch.ts';
import type { Key } from './key.ts';
import { modelOf } from './models.ts';
import type { Provider } from './providers.ts';
import { redact } from './redact.ts';
import { faultsOf, type GenerationRequest } from './request.ts';
import { signatureHeaders } from './signature.ts';
import { statusOf, type TaskStatus } from './status.ts';
import {
  queryBody,
  queryData,
  submitBody,
  submitData,
  version,
  type Action,
  type Delivery,
  type TaskReference,
} from './wire.ts';

/** What a query says of a task. */
export interface TaskState {
  readonly status: TaskStatus;
  /** The service's own word for it. */
  readonly word: string;
  /** Where the pictures are, for 24 hours (docs/service.md §7.3). */
  readonly imageUrls: readonly string[];
  /** The pictures themselves, where the service sends them in the answer. */
  readonly base64: readonly string[];
}

/** The two calls of the service. */
export interface Client {
  readonly provider: Provider;
  /**
   * Asks for pictures, exactly once: nothing here repeats it, as every accepted submit is billed.
   * @throws JimengError; its failure says `maybeBilled` where the service may have accepted all the same.
   */
  submit(request: GenerationRequest, signal?: AbortSignal): Promise<TaskReference>;
  /** @throws JimengError. Safe to repeat. */
  query(task: TaskReference, delivery?: Delivery, signal?: AbortSignal): Promise<TaskState>;
}

export interface ClientOptions {
  readonly provider: Provider;
  /** The provider's key. It goes to its origin, as a header or a signature, and nowhere else. */
  readonly key: Key;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
}

/** How long one call may take, in milliseconds (docs/service.md §10.4). */
const deadlines = { CVSync2AsyncSubmitTask: 60_000, CVSync2AsyncGetResult: 30_000 } as const;

export function createClient({
  provider,
  key,
  fetch = systemFetch,
  clock = systemClock,
}: ClientOptions): Client {
  const { host } = new URL(provider.origin);
  /** Milliseconds that the service's clock is ahead of this machine's, once it has complained. */
  let ahead = 0;

  function authorization(query: Readonly<Record<string, string>>, body: string) {
    if (typeof key === 'string') return { Authorization: `Bearer ${key}` };
    return signatureHeaders({ host, path: provider.path, query, body }, key, clock.now() + ahead);
  }

  async function send(action: Action, body: string, signal?: AbortSignal): Promise<RawAnswer> {
    const query = { Action: action, Version: version };
    const url = `${provider.origin}${provider.path}?${new URLSearchParams(query).toString()}`;
    const ms = deadlines[action];
    const tooLate = new JimengError({ kind: 'noAnswer', host, seconds: ms / 1000 });
    return withDeadline(clock, ms, tooLate, signal, async (signal) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Accept: 'application/json',
            ...authorization(query, body),
          },
          body,
          // Followed, a redirect would carry the key to wherever it points.
          redirect: 'manual',
          signal,
        });
        const { status: httpStatus, headers } = response;
        if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
        const { brokenBy, ...read } = await readBody(response);
        const answer = {
          httpStatus,
          ...read,
          retryAfter: retryAfter(headers.get('retry-after'), clock.now()),
          date: Date.parse(headers.get('date') ?? ''),
        };
        if (httpStatus >= 300 && httpStatus < 400) {
          throw badAnswer('redirect', answer, key);
        }
        // Of a submit's answer the task's id is all that is needed.
        const isEnough = action === 'CVSync2AsyncSubmitTask' && taskIdIn(answer) !== undefined;
        if (brokenBy && !isEnough) throw brokenBy;
        return answer;
      } catch (error) {
        if (error instanceof JimengError) throw error;
        throw connectionError(error, host);
      }
    });
  }

  /** Sends a call again, once, where the service's front turned it away for this machine's clock alone. */
  async function call<T>(
    action: Action,
    body: string,
    read: (answer: RawAnswer) => T,
    signal?: AbortSignal,
    isAgain = false,
  ): Promise<T> {
    const answer = await send(action, body, signal);
    try {
      return read(answer);
    } catch (error) {
      if (!isClockFault(error)) throw error;
      const skew = (answer.date ?? NaN) - clock.now();
      if (Number.isNaN(skew)) throw new JimengError({ kind: 'clock' }, { cause: error });
      if (isAgain || Math.abs(skew - ahead) < leastSkew) {
        const isOff = Math.abs(skew) >= leastSkew;
        const facts = isOff ? { seconds: Math.round(-skew / 1000) } : {};
        throw new JimengError({ kind: 'clock', ...facts }, { cause: error });
      }
      ahead = skew;
      return call(action, body, read, signal, true);
    }
  }

  function parse<T>(schema: v.GenericSchema<unknown, T>, answer: RawAnswer): T {
    const data = v.safeParse(schema, dataOf(answer, key));
    if (!data.success) throw badAnswer('shape', answer, key);
    return data.output;
  }

  /** Also of an answer that is spoilt otherwise: the task is paid for. */
  function readTaskId(answer: RawAnswer): string {
    try {
      return parse(submitData, answer).task_id;
    } catch (error) {
      const isSpoilt = error instanceof JimengError && error.failure.kind === 'badAnswer';
      const taskId = isSpoilt ? taskIdIn(answer) : undefined;
      if (taskId === undefined) throw error;
      return taskId;
    }
  }

  function readState(answer: RawAnswer): TaskState {
    const data = parse(queryData, answer);
    const status = statusOf(data.status);
    const empty = data.image_urls.length === 0 && data.binary_data_base64.length === 0;
    if (status === 'success' && empty) throw badAnswer('noPicture', answer, key);
    return {
      status,
      word: redact(data.status, key),
      imageUrls: data.image_urls,
      base64: data.binary_data_base64,
    };
  }

  return {
    provider,

    async submit(request, signal) {
      const faults = faultsOf(request, provider);
      const model = modelOf(request.model);
      if (!model || faults.length > 0) throw new JimengError({ kind: 'request', faults });
      try {
        const body = submitBody(request, model, provider);
        const taskId = await call('CVSync2AsyncSubmitTask', body, readTaskId, signal);
        return { taskId, reqKey: model.reqKey };
      } catch (error) {
        throw error instanceof JimengError
          ? new JimengError(billed(error.failure), { cause: error })
          : error;
      }
    },

    query(task, delivery, signal) {
      return call('CVSync2AsyncGetResult', queryBody(task, delivery), readState, signal);
    },
  };
}

/** Less than this many milliseconds cannot be what a signature, good for 15 minutes, was refused for (docs/service.md §2.4). */
const leastSkew = 60_000;

/** Code of the signature front (docs/service.md §9.3). */
function isClockFault(error: unknown): boolean {
  return (
    error instanceof JimengError &&
    error.failure.kind === 'authentication' &&
    error.failure.code === 'InvalidTimestamp'
  );
}

function billed(failure: Failure): Failure {
  switch (failure.kind) {
    case 'network':
      return { ...failure, maybeBilled: !neverConnected(failure.code) };
    case 'noAnswer':
      return { ...failure, maybeBilled: true };
    case 'badAnswer':
      return { ...failure, maybeBilled: failure.problem !== 'redirect' };
    default:
      return failure;
  }
}
