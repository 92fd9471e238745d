import type { Response } from 'node-fetch';
import { withIdleTimeout, withTimeout, type Clock } from '../clock.ts';
import { JimengError } from '../errors.ts';
import {
  toConnectionError,
  toConnectionFailure,
  parseRetryAfter,
  type Fetch,
} from '../api/fetch.ts';
import { maxImageBytes } from '../../untrusted/limits.ts';
import { readImage, type ImageStream } from './readImage.ts';

/** The options of `downloadImage`. */
export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** Maximum number of redirects to follow. */
const maxRedirects = 5;
/** Milliseconds after which a download ends even if bytes keep arriving: 1 hour. */
const downloadTimeoutMs = 60 * 60 * 1000;
/** Milliseconds without a byte after which a download is aborted. */
const idleTimeoutMs = 20_000;

/**
 * Downloads an image. The API key is not sent, because the host is not the provider's.
 * @param onImage receives the image while it is being downloaded; reading its bytes throws what
 * goes wrong, and at the end if it is not whole
 * @returns what `onImage` returns
 * @throws JimengError of kind `download`, `network`, `proxy`, `certificate` or `noResponse`, and
 * what `onImage` throws.
 */
export async function downloadImage<T>(
  url: string,
  { fetch, clock, signal }: DownloadOptions,
  onImage: (image: ImageStream) => Promise<T>,
): Promise<T> {
  const host = getHost(url);
  const createTimeoutError = (ms: number) =>
    new JimengError({ kind: 'noResponse', host, seconds: ms / 1000 });
  return withTimeout(
    clock,
    downloadTimeoutMs,
    createTimeoutError(downloadTimeoutMs),
    signal,
    (signal) =>
      withIdleTimeout(
        clock,
        idleTimeoutMs,
        createTimeoutError(idleTimeoutMs),
        signal,
        async (signal, onActivity) => {
          const response = await followRedirects(url, fetch, clock, signal);
          onActivity();
          const image = await readImage(readBytes(response, host, signal, onActivity), host);
          return onImage(image);
        },
      ),
  );
}

/**
 * Reads the body of a response in chunks.
 * @throws JimengError of kind `download` if it is larger than `maxImageBytes` or shorter than its
 * Content-Length.
 */
async function* readBytes(
  response: Response,
  host: string,
  signal: AbortSignal,
  onActivity: () => void,
): AsyncGenerator<Uint8Array> {
  const createError = (problem: 'incomplete' | 'tooLarge', cause?: unknown) =>
    new JimengError({ kind: 'download', problem, host }, { cause });
  const expectedLength = parseContentLength(response);
  if (expectedLength !== undefined && expectedLength > maxImageBytes) throw createError('tooLarge');
  let receivedLength = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      onActivity();
      receivedLength += chunk.length;
      if (receivedLength > maxImageBytes) throw createError('tooLarge');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof JimengError || signal.aborted) throw error;
    throw toConnectionFailure(error, host) ? createError('incomplete', error) : error;
  }
  if (expectedLength !== undefined && receivedLength < expectedLength)
    throw createError('incomplete');
}

/** The Content-Length in bytes; `undefined` if it is missing or refers to a compressed body. */
function parseContentLength({ headers }: Response): number | undefined {
  const length = headers.get('content-length');
  const isIdentityEncoded = (headers.get('content-encoding') ?? 'identity') === 'identity';
  return isIdentityEncoded && length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}

/** Fetches a URL, and follows redirects by hand, so that each URL is checked. */
async function followRedirects(
  url: string,
  fetch: Fetch,
  clock: Clock,
  signal: AbortSignal,
): Promise<Response> {
  let currentUrl = url;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const host = getHost(currentUrl);
    const response = await fetch(currentUrl, { redirect: 'manual', signal }).catch(
      (error: unknown) => {
        throw toConnectionError(error, host);
      },
    );
    if (response.ok) return response;
    const { status: httpStatus, headers } = response;
    const location = headers.get('location');
    if (httpStatus < 300 || httpStatus >= 400 || location === null) {
      if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
      const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), clock.now());
      const details = {
        host,
        httpStatus,
        ...(retryAfterSeconds !== undefined && { retryAfter: retryAfterSeconds }),
      };
      throw new JimengError({ kind: 'download', problem: 'status', ...details });
    }
    currentUrl = URL.parse(location, currentUrl)?.href ?? '';
  }
  throw new JimengError({ kind: 'download', problem: 'invalidUrl', host: getHost(url) });
}

/**
 * The host of a URL, including the port.
 * @throws JimengError of kind `download` when it is not a valid http or https URL.
 */
function getHost(url: string): string {
  const parsed = URL.parse(url);
  if (parsed && /^https?:$/.test(parsed.protocol)) return parsed.host;
  throw new JimengError({ kind: 'download', problem: 'invalidUrl', host: parsed?.protocol ?? '?' });
}
