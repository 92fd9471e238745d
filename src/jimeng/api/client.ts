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

/** An image of a task, as a response offers it. One without URLs and base64 is withheld. */
export interface OfferedImage {
  /** Absolute URLs of this image, in the order to try; valid for 24 hours (docs/service.md §7.3). */
  readonly urls: readonly string[];
  /** The image as base64, if the response includes it (docs/service.md §7.1). */
  readonly base64?: string;
}

/** The result of a query. */
export interface TaskQueryResult {
  readonly status: TaskStatus;
  /** The status as the service named it, with keys redacted. */
  readonly rawStatus: string;
  /** The images, in the order of the response. */
  readonly images: readonly OfferedImage[];
}

/** The two API actions of a provider (docs/service.md §2.2). */
export interface Client {
  readonly provider: Provider;
  /**
   * Submits a request, once: it is never repeated here, because every accepted submit is billed.
   * @throws JimengError, with `maybeBilled` if the service may have accepted the request anyway.
   */
  submit(request: GenerationRequest, signal?: AbortSignal): Promise<TaskReference>;
  /**
   * Queries the state of a task. Safe to repeat.
   * @throws JimengError
   */
  query(
    task: TaskReference,
    outputOptions?: OutputOptions,
    signal?: AbortSignal,
  ): Promise<TaskQueryResult>;
}

/** The options of `createClient`. */
export interface ClientOptions {
  readonly provider: Provider;
  /** The provider's key. It is sent to the provider's origin only, as a header or a signature. */
  readonly key: ApiKey;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
}

/** The timeout of each call in milliseconds (docs/service.md §10.4). */
const callTimeoutsMs = { CVSync2AsyncSubmitTask: 60_000, CVSync2AsyncGetResult: 30_000 } as const;

/** Creates a client for a provider. */
export function createClient({
  provider,
  key,
  fetch = systemFetch,
  clock = systemClock,
}: ClientOptions): Client {
  const { host } = new URL(provider.origin);
  /**
   * How far the service's clock is ahead of ours, in milliseconds; measured when a signature is
   * rejected.
   */
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
          // Following a redirect would send the key to another origin.
          redirect: 'manual',
          signal,
        });
        const { status: httpStatus, headers } = response;
        if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
        const { readError, ...received } = await readBody(response);
        const rawResponse: RawResponse = {
          httpStatus,
          ...received,
          retryAfter: parseRetryAfter(headers.get('retry-after'), clock.now()),
          serverTimeMs: Date.parse(headers.get('date') ?? ''),
        };
        if (httpStatus >= 300 && httpStatus < 400) {
          throw createBadResponseError('redirect', rawResponse, key);
        }
        // The task id is all that is needed of a submit response.
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

  /**
   * Calls an action, and repeats it once if it was rejected only because of this machine's clock.
   */
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
        const details = isSkewed ? { seconds: Math.round(-measuredSkewMs / 1000) } : {};
        throw new JimengError({ kind: 'clock', ...details }, { cause: error });
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

  /** Finds the task id even in an otherwise malformed response, because the task is billed. */
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
      images: pairImages(data.image_urls, data.binary_data_base64),
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

/** A response that contains both lists contains the same images twice. */
function pairImages(urls: readonly string[], base64Images: readonly string[]): OfferedImage[] {
  const length = Math.max(urls.length, base64Images.length);
  return Array.from({ length }, (_, index) => {
    const [url, base64] = [urls[index], base64Images[index]];
    return { urls: url ? [url] : [], ...(base64 && { base64 }) };
  });
}

/**
 * Smaller clock skews (ms) cannot explain a rejected signature, which is valid for 15 minutes
 * (docs/service.md §2.4).
 */
const minClockSkewMs = 60_000;

/** Whether Volcengine's front end rejected the time of a signature (docs/service.md §9.3). */
function isClockSkewError(error: unknown): boolean {
  return (
    error instanceof JimengError &&
    error.failure.kind === 'authentication' &&
    error.failure.code === 'InvalidTimestamp'
  );
}

/** Marks a failed submit that the service may have accepted (docs/service.md §9.7). */
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
