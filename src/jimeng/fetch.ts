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

/**
 * The system's code for a broken connection (`ECONNREFUSED`, `ENOTFOUND`, …), or node-fetch's word for
 * it. `undefined` when the error is not the network's but a fault of ours.
 */
export function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Not known by its name: the bundle's classes have lost theirs.
  return 'type' in error && typeof error.type === 'string' ? error.type : undefined;
}
