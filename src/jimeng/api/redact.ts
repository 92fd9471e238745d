import { getSecrets, type ApiKey } from './apiKey.ts';

/**
 * A server's text, fit to be shown or logged: anything that looks like a key is masked (docs/service.md §9.8:
 * gateways may echo part or all of an `sk-…` key), and so is the key in use, whatever it looks like.
 */
export function redact(text: string, key: ApiKey): string {
  // The key in use goes first: the pattern may fit only a part of it.
  const withoutKey = getSecrets(key).reduce(
    (masked, secret) => masked.replaceAll(secret, '***'),
    text,
  );
  return withoutKey.replaceAll(/sk-[A-Za-z0-9*_-]+/g, 'sk-***');
}
