import * as v from 'valibot';
import { createBadResponseError, parseResponse, findTaskId, type RawResponse } from './response.ts';
import { readBody } from './readBody.ts';
import { systemClock, withTimeout, type Clock } from '../clock.ts';
import { JimengError, type Failure } from '../errors.ts';
import {
  toConnectionError,
  isConnectFailure,
  parseRetryAfter,
  systemFetch,
  type Fetch,
} from './fetch.ts';
import type { ApiKey } from './apiKey.ts';
import { findModel } from '../request/models.ts';
import type { Provider } from '../providers.ts';
import { redact } from './redact.ts';
import type { GenerationRequest } from '../request/generationRequest.ts';
import { validateRequest } from '../request/validateRequest.ts';
import { signRequest } from './signature.ts';
import { parseStatus, type TaskReference, type TaskStatus } from './task.ts';
import {
  buildQueryBody,
  queryDataSchema,
  buildSubmitBody,
  submitDataSchema,
  apiVersion,
  type ServiceAction,
  type OutputOptions,
} from './wire.ts';

/** What a query says of a task. */
export interface TaskQueryResult {
  readonly status: TaskStatus;
  /** The service's own word for it. */
  readonly rawStatus: string;
  /** Where the pictures are, for 24 hours (docs/service.md §7.3). */
  readonly imageUrls: readonly string[];
  /** The pictures themselves, where the service sends them in the answer. */
  readonly base64Images: readonly string[];
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
  query(
    task: TaskReference,
    outputOptions?: OutputOptions,
    signal?: AbortSignal,
  ): Promise<TaskQueryResult>;
}

export interface ClientOptions {
  readonly provider: Provider;
  /** The provider's key. It goes to its origin, as a header or a signature, and nowhere else. */
  readonly key: ApiKey;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
}

/** How long one call may take, in milliseconds (docs/service.md §10.4). */
const callTimeoutsMs = { CVSync2AsyncSubmitTask: 60_000, CVSync2AsyncGetResult: 30_000 } as const;

export function createClient({
  provider,
  key,
  fetch = systemFetch,
  clock = systemClock,
}: ClientOptions): Client {
  const { host } = new URL(provider.origin);
  /** Milliseconds that the service's clock is ahead of this machine's, once it has complained. */
  let clockSkewMs = 0;

  function createAuthHeaders(query: Readonly<Record<string, string>>, body: string) {
    if (key.kind === 'bearer') return { Authorization: `Bearer ${key.token}` };
    return signRequest({ host, path: provider.path, query, body }, key, clock.now() + clockSkewMs);
  }

  async function send(
    action: ServiceAction,
    body: string,
    signal?: AbortSignal,
  ): Promise<RawResponse> {
    const query = { Action: action, Version: apiVersion };
    const url = `${provider.origin}${provider.path}?${new URLSearchParams(query).toString()}`;
    const timeoutMs = callTimeoutsMs[action];
    const timeoutError = new JimengError({ kind: 'noResponse', host, seconds: timeoutMs / 1000 });
    return withTimeout(clock, timeoutMs, timeoutError, signal, async (signal) => {
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            Accept: 'application/json',
            ...createAuthHeaders(query, body),
          },
          body,
          // Followed, a redirect would carry the key to wherever it points.
          redirect: 'manual',
          signal,
        });
        const { status: httpStatus, headers } = response;
        if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
        const { readError, ...received } = await readBody(response);
        const rawResponse = {
          httpStatus,
          ...received,
          retryAfter: parseRetryAfter(headers.get('retry-after'), clock.now()),
          serverTimeMs: Date.parse(headers.get('date') ?? ''),
        };
        if (httpStatus >= 300 && httpStatus < 400) {
          throw createBadResponseError('redirect', rawResponse, key);
        }
        // Of a submit's answer the task's id is all that is needed.
        const hasTaskId =
          action === 'CVSync2AsyncSubmitTask' && findTaskId(rawResponse) !== undefined;
        if (readError && !hasTaskId) throw readError;
        return rawResponse;
      } catch (error) {
        if (error instanceof JimengError) throw error;
        throw toConnectionError(error, host);
      }
    });
  }

  /** Sends a call again, once, where the service's front turned it away for this machine's clock alone. */
  async function call<T>(
    action: ServiceAction,
    body: string,
    readResponse: (response: RawResponse) => T,
    signal?: AbortSignal,
    isRetry = false,
  ): Promise<T> {
    const response = await send(action, body, signal);
    try {
      return readResponse(response);
    } catch (error) {
      if (!isClockSkewError(error)) throw error;
      const measuredSkewMs = (response.serverTimeMs ?? NaN) - clock.now();
      if (Number.isNaN(measuredSkewMs)) throw new JimengError({ kind: 'clock' }, { cause: error });
      if (isRetry || Math.abs(measuredSkewMs - clockSkewMs) < minClockSkewMs) {
        const isSkewed = Math.abs(measuredSkewMs) >= minClockSkewMs;
        const facts = isSkewed ? { seconds: Math.round(-measuredSkewMs / 1000) } : {};
        throw new JimengError({ kind: 'clock', ...facts }, { cause: error });
      }
      clockSkewMs = measuredSkewMs;
      return call(action, body, readResponse, signal, true);
    }
  }

  function parseData<T>(schema: v.GenericSchema<unknown, T>, response: RawResponse): T {
    const parsed = v.safeParse(schema, parseResponse(response, key));
    if (!parsed.success) throw createBadResponseError('shape', response, key);
    return parsed.output;
  }

  /** Also of an answer that is spoilt otherwise: the task is paid for. */
  function readTaskId(response: RawResponse): string {
    try {
      return parseData(submitDataSchema, response).task_id;
    } catch (error) {
      const isMalformed = error instanceof JimengError && error.failure.kind === 'badResponse';
      const taskId = isMalformed ? findTaskId(response) : undefined;
      if (taskId === undefined) throw error;
      return taskId;
    }
  }

  function readQueryResult(response: RawResponse): TaskQueryResult {
    const data = parseData(queryDataSchema, response);
    const status = parseStatus(data.status);
    const isEmpty = data.image_urls.length === 0 && data.binary_data_base64.length === 0;
    if (status === 'success' && isEmpty) throw createBadResponseError('noImage', response, key);
    return {
      status,
      rawStatus: redact(data.status, key),
      imageUrls: data.image_urls,
      base64Images: data.binary_data_base64,
    };
  }

  return {
    provider,

    async submit(request, signal) {
      const faults = validateRequest(request, provider);
      const model = findModel(request.model);
      if (!model || faults.length > 0) throw new JimengError({ kind: 'request', faults });
      try {
        const body = buildSubmitBody(request, model, provider);
        const taskId = await call('CVSync2AsyncSubmitTask', body, readTaskId, signal);
        return { taskId, reqKey: model.reqKey };
      } catch (error) {
        throw error instanceof JimengError
          ? new JimengError(markMaybeBilled(error.failure), { cause: error })
          : error;
      }
    },

    query(task, outputOptions, signal) {
      return call(
        'CVSync2AsyncGetResult',
        buildQueryBody(task, outputOptions),
        readQueryResult,
        signal,
      );
    },
  };
}

/** Less than this many milliseconds cannot be what a signature, good for 15 minutes, was refused for (docs/service.md §2.4). */
const minClockSkewMs = 60_000;

/** Code of the signature front (docs/service.md §9.3). */
function isClockSkewError(error: unknown): boolean {
  return (
    error instanceof JimengError &&
    error.failure.kind === 'authentication' &&
    error.failure.code === 'InvalidTimestamp'
  );
}

function markMaybeBilled(failure: Failure): Failure {
  switch (failure.kind) {
    case 'network':
      return { ...failure, maybeBilled: !isConnectFailure(failure.code) };
    case 'noResponse':
      return { ...failure, maybeBilled: true };
    case 'badResponse':
      return { ...failure, maybeBilled: failure.problem !== 'redirect' };
    default:
      return failure;
  }
}
