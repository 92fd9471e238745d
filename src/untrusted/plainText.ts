import { maxSentenceCharacters, maxWordCharacters } from './limits.ts';
import { removeUnsafeCharacters } from './unsafeCharacters.ts';

/**
 * Makes text from elsewhere safe inside a sentence that VS Code shows: one line, without unsafe
 * characters, links and icons, and with a limited length.
 * @param maxCharacters what is longer ends with an ellipsis
 */
export function toPlainText(text: string, maxCharacters: number = maxWordCharacters): string {
  return cutText(text, maxCharacters, (start) =>
    takeMarkupApart(removeUnsafeCharacters(start).replaceAll(/\s+/g, ' ').trim()),
  );
}

/**
 * Makes a name, host or code from elsewhere safe inside a sentence. A real one has no white space,
 * except after a comma: anything else gets quotation marks, so that it cannot be mistaken for our
 * own sentence.
 */
export function toPlainWord(text: string): string {
  const word = toPlainText(text);
  const isQuoted = /^"[^"]*"$|^“[^“”]*”$/.test(word);
  if (isQuoted || !/(?<![,≥])\s/.test(word)) return word;
  return `“${word.replaceAll(/[“”]/g, '"')}”`;
}

/** Applies `toPlainWord` to each string in an object or a list. */
export function toPlainWords<T>(value: T): T {
  // A string stays a string, and so on: TypeScript does not see that.
  return mapStrings(value) as T;
}

/**
 * Makes a whole sentence safe to show: VS Code turns `[text](command:…)` into a link that runs a
 * command, and `$(name)` into an icon. Keeps line breaks. Limits the length.
 */
export function toPlainSentence(sentence: string): string {
  return cutText(sentence, maxSentenceCharacters, (start) =>
    takeMarkupApart(removeUnsafeCharacters(start)),
  );
}

function mapStrings(value: unknown): unknown {
  if (typeof value === 'string') return toPlainWord(value);
  if (Array.isArray(value)) return value.map(mapStrings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each)]));
}

/** Puts a space into what VS Code would take for a link or an icon. */
function takeMarkupApart(text: string): string {
  return text.replaceAll(/(?<=[\]$])\(/g, ' (');
}

/**
 * The start of a text after `toPlain`. What is longer ends with an ellipsis.
 * @param toPlain makes a text plain, which may leave a tenth of it
 */
function cutText(text: string, maxCharacters: number, toPlain: (start: string) => string): string {
  // No more than can be shown, even if all of it is escaped or invisible.
  const start = text.slice(0, maxCharacters * 10);
  const plain = toPlain(start);
  const characters = Array.from(plain);
  if (characters.length <= maxCharacters && start.length === text.length) return plain;
  return `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
