import { Readable } from 'node:stream';
import { FetchError, Response, type RequestInit } from 'node-fetch';
import type { Fetch } from '../../../src/jimeng/index.ts';
import type { ClockDriver } from './clockDriver.ts';

/** Responds to a request. */
export type Reply = (url: string, init: RequestInit) => Response | Promise<Response>;

/** A request that the client sent. */
export interface FetchCall {
  readonly url: string;
  readonly init: RequestInit;
}

/** The fields in the body of a request. */
export function parseCallBody({ init }: FetchCall): Record<string, unknown> {
  if (typeof init.body !== 'string') throw new TypeError('The body must be a string');
  return JSON.parse(init.body) as Record<string, unknown>;
}

/** A fetch that returns these replies in order, repeating the last one, and records all calls. */
export function fakeFetch(...replies: readonly Reply[]): { fetch: Fetch; calls: FetchCall[] } {
  const calls: FetchCall[] = [];
  const fetch: Fetch = async (url, init) => {
    const reply = replies[Math.min(calls.length, replies.length - 1)];
    calls.push({ url, init });
    if (!reply) throw new TypeError('A fake fetch needs a reply');
    return reply(url, init);
  };
  return { fetch, calls };
}

/** A response with this text. */
export function textReply(body: string, status = 200, headers: Record<string, string> = {}): Reply {
  return () => new Response(body, { status, headers });
}

/** A response with this value as JSON. */
export function jsonReply(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Reply {
  return textReply(JSON.stringify(body), status, {
    'content-type': 'application/json',
    ...headers,
  });
}

/** A response with these bytes, such as an image. */
export function bytesReply(
  body: Buffer,
  status = 200,
  headers: Record<string, string> = {},
): Reply {
  return () => new Response(body, { status, headers });
}

/** A broken connection with this error code, as node-fetch reports it. */
export function networkErrorReply(code: string): Reply {
  return () => {
    throw new FetchError(`request failed, reason: ${code}`, 'system', { code, errno: code });
  };
}

/** Never responds until the call is aborted. */
export const neverReply: Reply = (_url, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('The operation was aborted.', 'AbortError'));
    });
  });

const successBody = { code: 10000, message: 'Success', request_id: 'r', status: 10000 };

/** In the format of Volcengine: too many digits for a number (docs/service.md §3.6). */
export const taskId = '7392616336519610409';
/** The task as a query needs it. */
export const task = { taskId, reqKey: 'jimeng_t2i_v40' };

/** The response to a submit that was accepted. */
export const acceptedReply = jsonReply({
  ...successBody,
  data: { task_id: taskId, status: 'submitted' },
});

/** A response to a query in the documented format. */
export function statusReply(status: string, fields: Record<string, unknown> = {}): Reply {
  const data = { binary_data_base64: [], image_urls: null, status, ...fields };
  return jsonReply({ ...successBody, data });
}

/**
 * Stops a clock while `work` is pending, which is a call or the next chunk of its body.
 * @param progress the received share of the body, from 0 to 1
 */
export type Hold = <T>(work: Promise<T>, progress?: number) => Promise<T>;

/**
 * Stops a clock while a call or a chunk of its body is pending. The body is passed on as it
 * arrives.
 */
export function pausingFetch(fetch: Fetch, driver: ClockDriver, createHold?: () => Hold): Fetch {
  return async (url, init) => {
    const hold: Hold = createHold?.() ?? ((work) => driver.track(work));
    const { body, status, headers } = await hold(fetch(url, init));
    const expectedLength = Number(headers.get('content-length') ?? NaN);
    return new Response(body && Readable.from(holdChunks(body, expectedLength, hold)), {
      status,
      headers,
    });
  };
}

async function* holdChunks(body: NodeJS.ReadableStream, expectedLength: number, hold: Hold) {
  const chunks = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (let length = 0; ;) {
      const nextChunk = await hold(chunks.next(), length / expectedLength);
      if (nextChunk.done) return;
      length += nextChunk.value.length;
      yield nextChunk.value;
    }
  } finally {
    await chunks.return?.();
  }
}
