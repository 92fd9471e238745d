import { getSecrets, type ApiKey } from './apiKey.ts';

/** Shorter parts of a key are not redacted: they do not reveal it. */
const minPartLength = 4;

/**
 * Makes text from a server safe to show, log and store: replaces the key in use, also a part of it
 * at the end of truncated text, and anything that looks like a key, because gateways may echo part
 * or all of an `sk-…` key (docs/service.md §9.8).
 * @param maxLength how much of the text is used, in characters
 */
export function redact(text: string, key: ApiKey, maxLength = Infinity): string {
  let redacted = text.slice(0, maxLength);
  // Replace the key in use first: the pattern may match only a part of it.
  for (const secret of getSecrets(key).flatMap(getSpellings)) {
    redacted = removePartAtEnd(redacted.replaceAll(secret, '***'), secret);
  }
  return redacted.replaceAll(/sk-[A-Za-z0-9*_-]+/g, 'sk-***').slice(0, maxLength);
}

/** A secret as it is, in JSON with escaped slashes, and in a URL. */
function getSpellings(secret: string): string[] {
  return [secret, secret.replaceAll('/', '\\/'), encodeURIComponent(secret)];
}

function removePartAtEnd(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= minPartLength; length--) {
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`;
  }
  return text;
}
