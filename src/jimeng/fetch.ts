import type { RequestInit, Response } from 'node-fetch';

/** The part of fetch that the service module calls; a parameter, so that tests need no network. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The system's code for a broken connection (`ECONNREFUSED`, `ENOTFOUND`, …), or `UNKNOWN`. */
export function networkCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return 'UNKNOWN';
}
