import { getSecrets, type ApiKey } from './apiKey.ts';

/**
 * Makes text from a server safe to show and log: replaces the key in use, and anything that looks
 * like a key, because gateways may echo part or all of an `sk-…` key (docs/service.md §9.8).
 */
export function redact(text: string, key: ApiKey): string {
  // Replace the key in use first: the pattern may match only a part of it.
  const withoutKey = getSecrets(key).reduce(
    (redacted, secret) => redacted.replaceAll(secret, '***'),
    text,
  );
  return withoutKey.replaceAll(/sk-[A-Za-z0-9*_-]+/g, 'sk-***');
}
