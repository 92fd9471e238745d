import * as v from 'valibot';
import { badAnswer, dataOf, type RawAnswer } from './answer.ts';
import { systemClock, withDeadline, type Clock } from './clock.ts';
import { JimengError, type Failure } from './errors.ts';
import { connectionFailure, retryAfter, systemFetch, type Fetch } from './fetch.ts';
import { models } from './models.ts';
import type { Provider } from './providers.ts';
import { redact } from './redact.ts';
import { faultsOf, type GenerationRequest } from './request.ts';
import { statusOf, type TaskStatus } from './status.ts';
import {
  queryBody,
  queryData,
  submitBody,
  submitData,
  version,
  type Action,
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
  query(task: TaskReference, signal?: AbortSignal): Promise<TaskState>;
}

export interface ClientOptions {
  readonly provider: Provider;
  /** The provider's key. It goes into the `Authorization` header of calls to its origin, nowhere else. */
  readonly key: string;
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
  async function call(action: Action, body: string, signal?: AbortSignal): Promise<RawAnswer> {
    const host = new URL(provider.origin).host;
    const url = `${provider.origin}${provider.path}?Action=${action}&Version=${version}`;
    const ms = deadlines[action];
    const tooLate = new JimengError({ kind: 'noAnswer', host, seconds: ms / 1000 });
    return withDeadline(clock, ms, tooLate, signal, async (signal) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${key}`,
            'Content-Type': 'application/json',
            Accept: 'application/json',
          },
          body,
          // Followed, a redirect would carry the key to wherever it points.
          redirect: 'manual',
          size: maxAnswerBytes,
          signal,
        });
        const { status: httpStatus } = response;
        if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
        const answer = {
          httpStatus,
          body: await response.text(),
          retryAfter: retryAfter(response.headers.get('retry-after'), clock.now()),
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

  function parse<T>(schema: v.GenericSchema<unknown, T>, answer: RawAnswer): T {
    const data = v.safeParse(schema, dataOf(answer, key));
    if (!data.success) throw badAnswer('shape', answer, key);
    return data.output;
  }

  return {
    provider,

    async submit(request, signal) {
      const faults = faultsOf(request);
      if (faults.length > 0) throw new JimengError({ kind: 'request', faults });
      try {
        const answer = await call('CVSync2AsyncSubmitTask', submitBody(request), signal);
        const { task_id: taskId } = parse(submitData, answer);
        return { taskId, reqKey: models[request.model].reqKey };
      } catch (error) {
        throw error instanceof JimengError
          ? new JimengError(billed(error.failure), { cause: error })
          : error;
      }
    },

    async query(task, signal) {
      const answer = await call('CVSync2AsyncGetResult', queryBody(task), signal);
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
    },
  };
}

/** Codes of a connection that was never made, so that nothing can have been accepted over it. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function billed(failure: Failure): Failure {
  switch (failure.kind) {
    case 'network':
      return { ...failure, maybeBilled: !neverConnected.has(failure.code) };
    case 'noAnswer':
      return { ...failure, maybeBilled: true };
    case 'badAnswer':
      return { ...failure, maybeBilled: failure.problem !== 'redirect' };
    default:
      return failure;
  }
}
