import { maxAltCharacters } from '../../untrusted/limits.ts';
import { cutText } from '../../untrusted/plainText.ts';
import { removeUnsafeCharacters } from '../../untrusted/unsafeCharacters.ts';

const lineBreak = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/**
 * Alt text as it is written in every language, before it is escaped: one line of limited length, without characters
 * that are invisible or change the order of others.
 */
export function toAltText(prompt: string): string {
  return cutText(prompt, maxAltCharacters, (start) => {
    const line = start.replace(/[\s\u0085]+/g, (space) => (lineBreak.test(space) ? ' ' : space));
    return removeUnsafeCharacters(line).trim();
  });
}
