import { getSecrets, type ApiKey } from './apiKey.ts';

/** Shorter parts of a key are not redacted: they do not reveal it. */
const minPartLength = 4;
/** Letters and digits that are a part of a key wherever they are, however they are written. */
const fragmentLength = 8;

/**
 * Makes text from a server safe to show, log and store: replaces the key in use, also a part of it
 * and in other spellings, and anything that looks like a key, because gateways may echo part or all
 * of an `sk-…` key (docs/service.md §9.8).
 * @param maxLength how much of the text is used, in characters
 */
export function redact(text: string, key: ApiKey, maxLength = Infinity): string {
  let redacted = text.slice(0, maxLength);
  const secrets = getSecrets(key);
  // Replace the key in use first: the pattern may match only a part of it.
  for (const secret of secrets)
    redacted = removePartAtEnd(redacted.replaceAll(secret, '***'), secret);
  redacted = removeFragments(redacted, findFragments(secrets));
  return redacted.replaceAll(/sk-[A-Za-z0-9*_-]+/g, 'sk-***').slice(0, maxLength);
}

function removePartAtEnd(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= minPartLength; length--) {
    if (text.endsWith(secret.slice(0, length))) return `${text.slice(0, -length)}***`;
  }
  return text;
}

/** All fragments of the keys, of their base64, and of keys that are masked in the middle. */
function findFragments(secrets: readonly string[]): Set<number> {
  const spellings = secrets.flatMap((secret) => [
    secret,
    ...maskInTheMiddle(secret),
    ...toBase64(secret),
  ]);
  return new Set(
    spellings.map(toPlainCharacters).flatMap((text) =>
      Array.from({ length: Math.max(0, text.length - fragmentLength + 1) }, (_, index) =>
        // Exact: the fragments are the numbers of 8 digits.
        Number.parseInt(text.slice(index, index + fragmentLength), 36),
      ),
    ),
  );
}

const toPlainCharacters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Both ends of a key, 8 to 16 characters in total. */
function maskInTheMiddle(secret: string): string[] {
  const text = toPlainCharacters(secret);
  const lengths = [1, 2, 3, 4, 5, 6, 7, 8];
  return lengths.flatMap((start) =>
    lengths
      .filter((end) => start + end >= fragmentLength)
      .map((end) => text.slice(0, start) + text.slice(-end)),
  );
}

/** The base64 of a key, which depends on the number of bytes before it, without its ends. */
function toBase64(secret: string): string[] {
  return ['', ' ', '  '].map((before) =>
    Buffer.from(before + secret)
      .toString('base64')
      .slice(2, -4),
  );
}

/** Escapes of JSON, HTML and URLs, also inside each other, for one character. */
const escapePattern =
  /\\+u(?:00|\{0{0,4})([0-9a-f]{2})\}?|\\+x([0-9a-f]{2})|%(?:25){0,8}([0-9a-f]{2})|&(?:amp;){0,8}#x0{0,8}([0-9a-f]{2});?|&(?:amp;){0,8}#0{0,8}(\d{2,3});?|\\+[bfnrtv]/giy;

/** The letters and digits in both cases, as digits of numbers to the base 36. */
const digits = new Map(
  Array.from('0123456789abcdefghijklmnopqrstuvwxyz').flatMap((character, digit) =>
    [character, character.toUpperCase()].map((each) => [each.charCodeAt(0), digit] as const),
  ),
);

/**
 * Replaces the fragments in a text. Compares letters and digits only, so that escapes, spaces, line
 * breaks, masks and case make no difference.
 */
function removeFragments(text: string, fragments: ReadonlySet<number>): string {
  /** The last letters and digits as a number, and where each begins. */
  let recent = 0;
  const starts: number[] = [];
  let redacted = '';
  let position = 0;
  for (let index = 0, end = 0; index < text.length; index = end) {
    const escape = findEscape(text, index);
    end = escape?.end ?? index + 1;
    const digit = digits.get(escape ? escape.code : text.charCodeAt(index));
    if (digit === undefined) continue;
    recent = (recent % 36 ** (fragmentLength - 1)) * 36 + digit;
    starts.push(index);
    if (starts.length < fragmentLength || !fragments.has(recent)) continue;
    const start = starts[starts.length - fragmentLength] ?? index;
    // Fragments of one key overlap.
    if (position === 0 || start > position) redacted += `${text.slice(position, start)}***`;
    position = end;
  }
  return redacted + text.slice(position);
}

/** The character code of the escape at an index, NaN if it stands for none of interest. */
function findEscape(text: string, index: number): { code: number; end: number } | undefined {
  const character = text[index];
  if (character !== '\\' && character !== '%' && character !== '&') return undefined;
  escapePattern.lastIndex = index;
  const match = escapePattern.exec(text);
  if (match) {
    const [whole, ...codes] = match;
    const decimal = codes.pop();
    const hex = codes.find(Boolean);
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return { code, end: index + whole.length };
  }
  // Skips a run of backslashes: each would be searched to the last one.
  let end = index + 1;
  while (character === '\\' && text.startsWith(character, end)) end++;
  return { code: NaN, end };
}
