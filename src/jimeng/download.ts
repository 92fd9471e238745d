import type { Response } from 'node-fetch';
import { withDeadline, type Clock } from './clock.ts';
import { JimengError } from './errors.ts';
import { connectionError, connectionFailure, retryAfter, type Fetch } from './fetch.ts';
import { maxPictureBytes, readPicture, type Picture } from './picture.ts';

export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

const maxRedirects = 5;
/** How long one picture may take, in milliseconds: the largest, at some 100 KB/s. */
const deadline = 1_000_000;
/** After how many milliseconds without a byte a connection is given up. */
const patience = 20_000;

/**
 * Fetches one picture, without the key: its host is not the provider's. `receive` gets it as its
 * bytes come, and rejects with what goes wrong with them on the way.
 * @throws JimengError of kind `download`, `network`, `proxy`, `certificate` or `noAnswer`, and what `receive` throws.
 */
export async function download<T>(
  url: string,
  { fetch, clock, signal }: DownloadOptions,
  receive: (picture: Picture) => Promise<T>,
): Promise<T> {
  const host = hostOf(url);
  const tooLate = (ms: number) => new JimengError({ kind: 'noAnswer', host, seconds: ms / 1000 });
  return withDeadline(clock, deadline, tooLate(deadline), signal, (signal) =>
    whileAlive(clock, tooLate(patience), signal, async (signal, sign) => {
      const response = await follow(url, fetch, clock, signal);
      sign();
      const picture = await readPicture(bodyOf(response, host, signal, sign));
      if (!picture) throw new JimengError({ kind: 'download', problem: 'notPicture', host });
      return receive(picture);
    }),
  );
}

/** Runs `work` for as long as it gives a sign of life now and then; aborts it with `reason` when it does not. */
async function whileAlive<T>(
  clock: Clock,
  reason: Error,
  outer: AbortSignal,
  work: (signal: AbortSignal, sign: () => void) => Promise<T>,
): Promise<T> {
  const silent = new AbortController();
  const finished = new AbortController();
  let signs = 0;
  const watch = async () => {
    for (let before = -1; before !== signs;) {
      before = signs;
      await clock.sleep(patience, finished.signal);
    }
    silent.abort(reason);
  };
  watch().catch(() => undefined);
  const signal = AbortSignal.any([outer, silent.signal]);
  try {
    return await work(signal, () => signs++);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    finished.abort();
    // What nobody reads any more, such as the page beside a 404, must not hold its connection.
    silent.abort();
  }
}

/** The bytes as they come; not one more than a picture may have, and not one less than was promised. */
async function* bodyOf(
  response: Response,
  host: string,
  signal: AbortSignal,
  sign: () => void,
): AsyncGenerator<Uint8Array> {
  const fail = (problem: 'incomplete' | 'tooLarge', cause?: unknown) =>
    new JimengError({ kind: 'download', problem, host }, { cause });
  const promised = lengthOf(response);
  if (promised !== undefined && promised > maxPictureBytes) throw fail('tooLarge');
  let length = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      sign();
      length += chunk.length;
      if (length > maxPictureBytes) throw fail('tooLarge');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof JimengError || signal.aborted) throw error;
    throw connectionFailure(error, host) ? fail('incomplete', error) : error;
  }
  if (promised !== undefined && length < promised) throw fail('incomplete');
}

/** Bytes promised; nothing is said of those of a body that was packed for the way. */
function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get('content-length');
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity';
  return isPlain && length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}

async function follow(
  url: string,
  fetch: Fetch,
  clock: Clock,
  signal: AbortSignal,
): Promise<Response> {
  let at = url;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const host = hostOf(at);
    const response = await fetch(at, { redirect: 'manual', signal }).catch((error: unknown) => {
      throw connectionError(error, host);
    });
    if (response.ok) return response;
    const { status: httpStatus, headers } = response;
    const next = headers.get('location');
    if (httpStatus < 300 || httpStatus >= 400 || next === null) {
      if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
      const after = retryAfter(headers.get('retry-after'), clock.now());
      const facts = { host, httpStatus, ...(after !== undefined && { retryAfter: after }) };
      throw new JimengError({ kind: 'download', problem: 'status', ...facts });
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
