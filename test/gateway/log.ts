import { createHash } from 'node:crypto';
import type { RequestEntry } from './controlApi.ts';
import type { Answer, Received } from './http.ts';
import type { KeyRing } from './keys.ts';

/** Every request to the service and to its pictures, in order of arrival. */
export class RequestLog {
  readonly #keys: KeyRing;
  readonly #now: () => number;
  #entries: RequestEntry[] = [];

  constructor(keys: KeyRing, now: () => number) {
    this.#keys = keys;
    this.#now = now;
  }

  /** Enters a request at once, so that one that is never answered shows too. */
  open(origin: RequestEntry['origin'], { method, url, headers, body }: Received): RequestEntry {
    const redactedUrl = new URL(this.#keys.redact(url.href));
    const entry: RequestEntry = {
      time: this.#now(),
      origin,
      method,
      path: redactedUrl.pathname,
      query: Object.fromEntries(redactedUrl.searchParams),
      headers: this.#keys.redactHeaders(headers),
      body: parsed(this.#keys.redact(body.toString())),
      status: null,
      code: null,
      picture: null,
      faulted: false,
    };
    this.#entries.push(entry);
    return entry;
  }

  entries(): RequestEntry[] {
    return structuredClone(this.#entries);
  }

  clear(): void {
    this.#entries = [];
  }
}

/** Notes in an entry what was answered. */
export function noteAnswer(entry: RequestEntry, { status, code, headers, body }: Answer): void {
  entry.status = status;
  entry.code = code;
  if (headers['content-type']?.startsWith('image/')) {
    entry.picture = {
      sha256: createHash('sha256').update(body).digest('hex'),
      length: body.length,
    };
  }
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
