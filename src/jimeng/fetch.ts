import type { RequestInit, Response } from 'node-fetch';

/** The part of fetch that the service module calls; a parameter, so that tests need no network. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * node-fetch and not the global one: it goes through Node's `http` and `https`, which VS Code
 * replaces by modules that know the user's proxy and certificates. It is loaded with the first
 * request, as activation has no use for it.
 */
export const systemFetch: Fetch = async (url, init) => {
  const { default: fetch } = await import('node-fetch');
  return fetch(url, init);
};

/** The system's code for a broken connection (`ECONNREFUSED`, `ENOTFOUND`, …), or `UNKNOWN`. */
export function networkCode(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return 'UNKNOWN';
}
