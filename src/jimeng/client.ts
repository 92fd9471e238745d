import * as v from 'valibot';
import { badAnswer, dataOf, type RawAnswer } from './answer.ts';
import { systemClock, withDeadline, type Clock } from './clock.ts';
import { JimengError, type Failure } from './errors.ts';
import { connectionFailure, neverConnected, retryAfter, systemFetch, type Fetch } from './fetch.ts';
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
  /** Where the pictures are, for 24 hours (contract 4). */
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

/** How long one call may take, in milliseconds (contract 5). */
const deadlines = { CVSync2AsyncSubmitTask: 60_000, CVSync2AsyncGetResult: 30_000 } as const;

/** Most bytes of one answer, so that an endless body ends: a set of large pictures as base64 fits. */
const maxAnswerBytes = 256 * 1024 * 1024;

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
          size: maxAnswerBytes,
          signal,
        });
        const { status: httpStatus, headers } = response;
        if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
        const answer = {
          httpStatus,
          body: await response.text(),
          retryAfter: retryAfter(headers.get('retry-after'), clock.now()),
          date: Date.parse(headers.get('date') ?? ''),
        };
        if (httpStatus >= 300 && httpStatus < 400) {
          throw badAnswer('redirect', answer, key);
        }
        return answer;
      } catch (error) {
        if (error instanceof JimengError) throw error;
        const failure = connectionFailure(error, host);
        throw failure ? new JimengError(failure, { cause: error }) : error;
      }
    });
  }

  /** Sends a call again, once, where the service's front turned it away for this machine's clock alone. */
  async function call<T>(
    action: Action,
    body: string,
    schema: v.GenericSchema<unknown, T>,
    signal?: AbortSignal,
    isAgain = false,
  ): Promise<{ data: T; answer: RawAnswer }> {
    const answer = await send(action, body, signal);
    try {
      return { data: parse(schema, answer), answer };
    } catch (error) {
      if (!isClockFault(error)) throw error;
      const skew = (answer.date ?? NaN) - clock.now();
      if (Number.isNaN(skew)) throw new JimengError({ kind: 'clock' }, { cause: error });
      if (isAgain || Math.abs(skew - ahead) < leastSkew) {
        throw new JimengError(
          { kind: 'clock', seconds: Math.round(-skew / 1000) },
          { cause: error },
        );
      }
      ahead = skew;
      return call(action, body, schema, signal, true);
    }
  }

  function parse<T>(schema: v.GenericSchema<unknown, T>, answer: RawAnswer): T {
    const data = v.safeParse(schema, dataOf(answer, key));
    if (!data.success) throw badAnswer('shape', answer, key);
    return data.output;
  }

  return {
    provider,

    async submit(request, signal) {
      const faults = faultsOf(request, provider);
      const model = modelOf(request.model);
      if (!model || faults.length > 0) throw new JimengError({ kind: 'request', faults });
      try {
        const body = submitBody(request, model, provider);
        const { data } = await call('CVSync2AsyncSubmitTask', body, submitData, signal);
        return { taskId: data.task_id, reqKey: model.reqKey };
      } catch (error) {
        throw error instanceof JimengError
          ? new JimengError(billed(error.failure), { cause: error })
          : error;
      }
    },

    async query(task, delivery, signal) {
      const body = queryBody(task, delivery);
      const { data, answer } = await call('CVSync2AsyncGetResult', body, queryData, signal);
      const status = statusOf(data.status);
      const empty = data.image_urls.length === 0 && data.binary_data_base64.length === 0;
      if (status === 'success' && empty) throw badAnswer('noPicture', answer, key);
      return {
        status,
        word: redact(data.status, key),
        imageUrls: data.image_urls,
        base64: data.binary_data_base64,
      };
    },
  };
}

/** Less than this many milliseconds cannot be what a signature, good for 15 minutes, was refused for. */
const leastSkew = 60_000;

/** Code of the signature front (contract 3.2). */
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
