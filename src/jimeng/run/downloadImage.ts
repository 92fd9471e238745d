import type { Response } from 'node-fetch';
import { maxHostCharacters, maxImageBytes, maxRedirects } from '../../untrusted/limits.ts';
import { listenToAddresses } from '../http/addressListener.ts';
import { withIdleTimeout, withTimeout, type Clock } from '../clock.ts';
import { createDownloadError, JimengError } from '../errors.ts';
import {
  toConnectionError,
  toConnectionFailure,
  parseRetryAfter,
  type Fetch,
} from '../http/fetch.ts';
import { isPrivateAddress, isPrivateHost } from '../http/privateAddress.ts';
import { readImage, type ImageStream } from './readImage.ts';

/** The options of `downloadImage`. */
export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the URL may lead to this machine or a private network, because the provider is there
   * too. It must not lead from the internet to where only this machine can go.
   */
  readonly allowsPrivateHosts?: boolean;
}

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
  options: DownloadOptions,
  onImage: (image: ImageStream) => Promise<T>,
): Promise<T> {
  const { clock, signal } = options;
  const { host } = parseUrl(url);
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
          const response = await followRedirects(url, { ...options, signal });
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
  const expectedLength = parseContentLength(response);
  if (expectedLength !== undefined && expectedLength > maxImageBytes)
    throw createDownloadError('tooLarge', host);
  let receivedLength = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      onActivity();
      receivedLength += chunk.length;
      if (receivedLength > maxImageBytes) throw createDownloadError('tooLarge', host);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof JimengError || signal.aborted) throw error;
    throw toConnectionFailure(error, host) ? createDownloadError('incomplete', host, error) : error;
  }
  if (expectedLength !== undefined && receivedLength < expectedLength)
    throw createDownloadError('incomplete', host);
}

/** The Content-Length in bytes; `undefined` if it is missing or refers to a compressed body. */
function parseContentLength({ headers }: Response): number | undefined {
  const length = headers.get('content-length');
  const isIdentityEncoded = (headers.get('content-encoding') ?? 'identity') === 'identity';
  return isIdentityEncoded && length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}

type CheckedOptions = DownloadOptions & { readonly signal: AbortSignal };

/** Fetches a URL, and follows redirects by hand, so that each URL is checked. */
async function followRedirects(url: string, options: CheckedOptions): Promise<Response> {
  let current = parseUrl(url);
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const { host } = current;
    const response = await fetchOutward(current, options);
    if (response.ok) return response;
    const { status: httpStatus, headers } = response;
    const location = headers.get('location');
    if (httpStatus < 300 || httpStatus >= 400 || location === null) {
      if (httpStatus === 407) throw new JimengError({ kind: 'proxy', host, code: '407' });
      const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), options.clock.now());
      const details = {
        host,
        httpStatus,
        ...(retryAfterSeconds !== undefined && { retryAfter: retryAfterSeconds }),
      };
      throw new JimengError({ kind: 'download', problem: 'status', ...details });
    }
    const next = parseUrl(URL.parse(location, current.href)?.href ?? '');
    if (current.isEncrypted && !next.isEncrypted)
      throw createDownloadError('insecureRedirect', next.host);
    current = next;
  }
  throw createDownloadError('invalidUrl', parseUrl(url).host);
}

/**
 * Fetches a URL that does not lead to a private host. An address is checked before anything is sent
 * to it; if a proxy resolves the name, only the name can be checked.
 * @throws JimengError
 */
async function fetchOutward(
  url: ImageUrl,
  { fetch, signal, allowsPrivateHosts = false }: CheckedOptions,
): Promise<Response> {
  if (!allowsPrivateHosts && isPrivateHost(url.hostname))
    throw createDownloadError('privateAddress', url.host);
  const refused: string[] = [];
  const onAddress = (address: string) => {
    if (!allowsPrivateHosts && isPrivateAddress(address)) refused.push(address);
    return refused.length === 0;
  };
  try {
    return await listenToAddresses(url.href, onAddress, () =>
      fetch(url.href, { redirect: 'manual', signal }),
    );
  } catch (error) {
    if (refused.length > 0) throw createDownloadError('privateAddress', url.host, error);
    throw toConnectionError(error, url.host);
  }
}

/** A URL that an image may be downloaded from. */
interface ImageUrl {
  /** As the service wrote it, because a signature may cover it. */
  readonly href: string;
  readonly hostname: string;
  /** The host with its port, for messages. */
  readonly host: string;
  readonly isEncrypted: boolean;
}

/**
 * @throws JimengError of kind `download` when it is not a valid http or https URL, or has a user
 * name or password, which node-fetch does not support.
 */
function parseUrl(href: string): ImageUrl {
  const url = URL.parse(href);
  const isHttp = url !== null && /^https?:$/.test(url.protocol);
  const host = ((isHttp ? url.host : url?.protocol) ?? '?').slice(0, maxHostCharacters);
  if (!isHttp || url.username + url.password !== '') throw createDownloadError('invalidUrl', host);
  return { href, hostname: url.hostname, host, isEncrypted: url.protocol === 'https:' };
}
