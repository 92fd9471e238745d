import type { RequestInit, Response } from 'node-fetch';
import { maxBodyBytes, maxSubmitBodyBytes } from '../../untrusted/limits.ts';
import {
  createBadResponseError,
  readQueryResult,
  readTaskId,
  type RawResponse,
  type TaskQueryResult,
} from './response.ts';
import { listenToAddresses } from '../http/addressListener.ts';
import { markMaybeBilled } from './billing.ts';
import { acceptedEncodings, readBody } from '../http/readBody.ts';
import { systemClock, withIdleTimeout, withTimeout, type Clock } from '../clock.ts';
import { JimengError } from '../errors.ts';
import { toConnectionError, parseRetryAfter, systemFetch, type Fetch } from '../http/fetch.ts';
import type { ApiKey } from './apiKey.ts';
import { findModel } from '../request/models.ts';
import { isPrivateAddress, isPrivateHost } from '../http/privateAddress.ts';
import type { Provider } from '../providers.ts';
import type { GenerationRequest } from '../request/generationRequest.ts';
import { validateRequest } from '../request/validateRequest.ts';
import { signRequest } from './signature.ts';
import type { TaskReference } from './task.ts';
import { findTaskId } from './taskId.ts';
import {
  buildQueryBody,
  buildSubmitBody,
  apiVersion,
  type ServiceAction,
  type OutputOptions,
} from './wire.ts';

export type { OfferedImage } from './imageSource.ts';
export type { TaskQueryResult } from './response.ts';

/** The two API actions of a provider (docs/service.md §2.2). */
export interface Client {
  readonly provider: Provider;
  /**
   * Whether the provider is on this machine or in a private network: by its host name, or because
   * it has responded from there. Its images may then be there as well.
   */
  isPrivate(): boolean;
  /**
   * Submits a request, once: it is never repeated here, because every accepted submit is billed.
   * @throws JimengError, with `maybeBilled` if the service may have accepted the request anyway.
   */
  submit(request: GenerationRequest, signal?: AbortSignal): Promise<TaskReference>;
  /**
   * Queries the state of a task. Safe to repeat. A task that failed is an error of one of the kinds
   * `promptRefused`, `referenceRefused`, `resultRefused`, `copyright` and `taskFailed`; all others
   * report nothing about the task.
   * @throws JimengError, with `response` if the service reported success and it cannot be used.
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
  /** The version of this extension, which is sent to the provider as `User-Agent`. */
  readonly version?: string;
}

/**
 * Milliseconds without a byte after which a call is aborted (docs/service.md §10.4): longer for a
 * submit, whose response has the id of a billed task.
 */
const idleTimeoutsMs = { CVSync2AsyncSubmitTask: 300_000, CVSync2AsyncGetResult: 30_000 } as const;
const maxBytes = {
  CVSync2AsyncSubmitTask: maxSubmitBodyBytes,
  CVSync2AsyncGetResult: maxBodyBytes,
} as const;
/** The longest duration of a call in milliseconds, even if bytes keep arriving. */
const callTimeoutMs = 3_600_000;

/** Creates a client for a provider. */
export function createClient({
  provider,
  key,
  fetch = systemFetch,
  clock = systemClock,
  version,
}: ClientOptions): Client {
  const { host, hostname } = new URL(provider.origin);
  const userAgent = version === undefined ? 'jimeng-images' : `jimeng-images/${version}`;
  /**
   * How far the service's clock is ahead of ours, in milliseconds; measured when a signature is
   * rejected.
   */
  let clockSkewMs = 0;
  let isPrivate = isPrivateHost(hostname);

  function createAuthHeaders(query: Readonly<Record<string, string>>, body: string) {
    if (key.kind === 'bearer') return { Authorization: `Bearer ${key.token}` };
    return signRequest({ host, path: provider.path, query, body }, key, clock.now() + clockSkewMs);
  }

  /** Fetches a URL of the provider, and notes whether it responded from a private network. */
  async function fetchAndLocate(url: string, init: RequestInit): Promise<Response> {
    const addresses: string[] = [];
    const onAddress = (address: string) => addresses.push(address) > 0;
    const response = await listenToAddresses(url, onAddress, () => fetch(url, init));
    // Of several addresses, it is not known which one responded.
    if (addresses.length > 0) isPrivate = addresses.every(isPrivateAddress);
    return response;
  }

  async function send(
    action: ServiceAction,
    body: string,
    signal?: AbortSignal,
  ): Promise<RawResponse> {
    const query = { Action: action, Version: apiVersion };
    const url = `${provider.origin}${provider.path}?${new URLSearchParams(query).toString()}`;
    return withCallTimeouts(
      clock,
      host,
      idleTimeoutsMs[action],
      signal,
      async (signal, onActivity) => {
        try {
          const response = await fetchAndLocate(url, {
            method: 'POST',
            headers: {
              'Content-Type': 'application/json',
              Accept: 'application/json',
              'Accept-Encoding': acceptedEncodings,
              'User-Agent': userAgent,
              ...createAuthHeaders(query, body),
            },
            body,
            compress: false,
            // Following a redirect would send the key to another origin.
            redirect: 'manual',
            signal,
          });
          onActivity();
          const { status: httpStatus, headers } = response;
          if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
          const { readError, ...received } = await readBody(response, maxBytes[action], onActivity);
          const rawResponse: RawResponse = {
            httpStatus,
            ...received,
            retryAfter: parseRetryAfter(headers.get('retry-after'), clock.now()),
            serverTimeMs: Date.parse(headers.get('date') ?? ''),
          };
          // The task id is all that is needed of a submit response.
          const hasTaskId =
            action === 'CVSync2AsyncSubmitTask' && findTaskId(rawResponse) !== undefined;
          if (hasTaskId) return rawResponse;
          if (httpStatus >= 300 && httpStatus < 400) {
            throw createBadResponseError('redirect', rawResponse, key);
          }
          if (readError) throw readError;
          return rawResponse;
        } catch (error) {
          if (error instanceof JimengError) throw error;
          throw toConnectionError(error, host);
        }
      },
    );
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
      // No machine is that wrong; a later date may not even be valid.
      if (!(Math.abs(measuredSkewMs) <= maxClockSkewMs))
        throw new JimengError({ kind: 'clock' }, { cause: error });
      if (isRetry || Math.abs(measuredSkewMs - clockSkewMs) < minClockSkewMs) {
        const isSkewed = Math.abs(measuredSkewMs) >= minClockSkewMs;
        const details = isSkewed ? { seconds: Math.round(-measuredSkewMs / 1000) } : {};
        throw new JimengError({ kind: 'clock', ...details }, { cause: error });
      }
      clockSkewMs = measuredSkewMs;
      return call(action, body, readResponse, signal, true);
    }
  }

  return {
    provider,
    isPrivate: () => isPrivate,

    async submit(request, signal) {
      const faults = validateRequest(request, provider);
      const model = findModel(request.model);
      if (!model || faults.length > 0) throw new JimengError({ kind: 'request', faults });
      try {
        const body = buildSubmitBody(request, model, provider);
        const readResponse = (response: RawResponse) => readTaskId(response, key);
        const taskId = await call('CVSync2AsyncSubmitTask', body, readResponse, signal);
        return { taskId, reqKey: model.reqKey };
      } catch (error) {
        if (!(error instanceof JimengError)) throw error;
        const { failure, response } = error;
        const options = { cause: error, ...(response !== undefined && { response }) };
        throw new JimengError(markMaybeBilled(failure), options);
      }
    },

    query(task, outputOptions, signal) {
      return call(
        'CVSync2AsyncGetResult',
        buildQueryBody(task, outputOptions),
        (response) => readQueryResult(response, key, provider.origin),
        signal,
      );
    },
  };
}

/** Runs a call, and aborts it after silence, or after an hour. */
async function withCallTimeouts<T>(
  clock: Clock,
  host: string,
  idleTimeoutMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal, onActivity: () => void) => Promise<T>,
): Promise<T> {
  const createError = (ms: number) =>
    new JimengError({ kind: 'noResponse', host, seconds: ms / 1000 });
  return withTimeout(clock, callTimeoutMs, createError(callTimeoutMs), signal, (signal) =>
    withIdleTimeout(clock, idleTimeoutMs, createError(idleTimeoutMs), signal, work),
  );
}

/**
 * Smaller clock skews (ms) cannot explain a rejected signature, which is valid for 15 minutes
 * (docs/service.md §2.4).
 */
const minClockSkewMs = 60_000;
/** Larger ones (ms), 10 years, are an error of the service. */
const maxClockSkewMs = 10 * 365 * 24 * 3_600_000;

/** Whether Volcengine's front end rejected the time of a signature (docs/service.md §9.3). */
function isClockSkewError(error: unknown): boolean {
  return (
    error instanceof JimengError &&
    error.failure.kind === 'authentication' &&
    error.failure.code === 'InvalidTimestamp'
  );
}
