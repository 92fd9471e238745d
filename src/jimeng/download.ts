import type { Response } from 'node-fetch';
import { withDeadline, type Clock } from './clock.ts';
import { JimengError, type Failure } from './errors.ts';
import { connectionFailure, type Fetch } from './fetch.ts';
import { readPicture, type Picture } from './picture.ts';

export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** Most bytes of one picture; the largest the service makes is some 50 MB. */
const maxBytes = 100 * 1024 * 1024;
const maxRedirects = 5;
/** How long one picture may take, in milliseconds. */
const deadline = 180_000;

/**
 * Fetches one picture, without the key: its host is not the provider's.
 * @throws JimengError of kind `download`, `network`, `proxy`, `certificate` or `noAnswer`.
 */
export async function download(url: string, options: DownloadOptions): Promise<Picture> {
  const { clock, signal } = options;
  const host = hostOf(url);
  const tooLate = new JimengError({ kind: 'noAnswer', host, seconds: deadline / 1000 });
  return withDeadline(clock, deadline, tooLate, signal, async (signal) => {
    try {
      const response = await follow(url, options.fetch, signal);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const picture = readPicture(bytes);
      if (!picture) throw new JimengError({ kind: 'download', problem: 'notPicture', host });
      return picture;
    } catch (error) {
      if (error instanceof JimengError) throw error;
      const failure = failureOf(error, host);
      throw failure ? new JimengError(failure, { cause: error }) : error;
    }
  });
}

async function follow(url: string, fetch: Fetch, signal: AbortSignal): Promise<Response> {
  let at = url;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const host = hostOf(at);
    const response = await fetch(at, { redirect: 'manual', size: maxBytes, signal });
    if (response.ok) return response;
    const next = response.headers.get('location');
    const isRedirect = response.status >= 300 && response.status < 400;
    if (!isRedirect || next === null) {
      const { status: httpStatus } = response;
      if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
      throw new JimengError({ kind: 'download', problem: 'status', host, httpStatus });
    }
    at = URL.parse(next, at)?.href ?? '';
  }
  throw new JimengError({ kind: 'download', problem: 'address', host: hostOf(url) });
}

/** @throws JimengError when the address is not one that may be fetched. */
function hostOf(url: string): string {
  const parsed = URL.parse(url);
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed.host;
  throw new JimengError({ kind: 'download', problem: 'address', host: parsed?.protocol ?? '?' });
}

/** `undefined` when the error is not the network's but a fault of ours. */
function failureOf(error: unknown, host: string): Failure | undefined {
  if (error instanceof Error && 'type' in error && error.type === 'max-size') {
    return { kind: 'download', problem: 'tooLarge', host };
  }
  const failure = connectionFailure(error, host);
  return failure?.kind === 'network' && failure.code === 'ERR_STREAM_PREMATURE_CLOSE'
    ? { kind: 'download', problem: 'incomplete', host }
    : failure;
}
