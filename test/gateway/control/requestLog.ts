import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { redactAccessKeys } from '../services/accessKeys.ts';
import type { Operation, RequestEntry } from './controlApi.ts';
import { isComplete, sendsStatus } from '../faults/delivery.ts';
import type { HttpResponse, HttpRequest } from '../http.ts';
import type { KeyRing } from '../services/bearerKeys.ts';

/** Every request to the providers and the image hosts, in order of arrival. */
export class RequestLog {
  readonly #keys: KeyRing;
  readonly #now: () => number;
  #entries: RequestEntry[] = [];

  constructor(keys: KeyRing, now: () => number) {
    this.#keys = keys;
    this.#now = now;
  }

  /** Adds a request immediately, so that it is listed even if it never gets a response. */
  open(
    origin: RequestEntry['origin'],
    operation: Operation | null,
    { method, url, headers, body }: HttpRequest,
  ): RequestEntry {
    const redactedUrl = new URL(this.#redact(url.href));
    const entry: RequestEntry = {
      time: this.#now(),
      origin,
      operation,
      method,
      path: redactedUrl.pathname,
      query: Object.fromEntries(redactedUrl.searchParams),
      headers: this.#redactHeaders(headers),
      body: parseBody(this.#redact(body.toString())),
      status: null,
      code: null,
      image: null,
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

  /** Redacts the headers: an unknown key may be somebody's real one. */
  #redactHeaders(headers: IncomingHttpHeaders): Record<string, string> {
    const redacted = Object.entries(headers).map(([name, value]) => {
      const text = this.#redact(String(value));
      const isSecret = name === 'authorization' || name === 'x-security-token';
      return [name, isSecret && !text.includes('<key ') ? '<unknown>' : text];
    });
    return Object.fromEntries(redacted) as Record<string, string>;
  }

  #redact(text: string): string {
    return redactAccessKeys(this.#keys.redact(text));
  }
}

/** Adds to an entry what the client receives of the response. */
export function recordResponse(
  entry: RequestEntry,
  { status, code, headers, body, deliveryMode = 'whole' }: HttpResponse,
): void {
  if (!sendsStatus(deliveryMode)) return;
  entry.status = status;
  entry.code = code;
  if (isComplete(deliveryMode) && headers['content-type']?.startsWith('image/')) {
    entry.image = {
      sha256: createHash('sha256').update(body).digest('hex'),
      length: body.length,
    };
  }
}

function parseBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
