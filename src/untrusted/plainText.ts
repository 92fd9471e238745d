import { maxWordCharacters } from './limits.ts';
import { removeUnsafeCharacters } from './unsafeCharacters.ts';

/**
 * Makes text from elsewhere safe inside a sentence that VS Code shows: one line, without unsafe
 * characters, links and icons, and with a limited length.
 * @param maxCharacters what is longer ends with an ellipsis
 */
export function toPlainText(text: string, maxCharacters: number = maxWordCharacters): string {
  // No more than can be shown, even if all of it is escaped or invisible.
  const start = text.slice(0, maxCharacters * 10);
  const characters = Array.from(
    takeMarkupApart(removeUnsafeCharacters(start).replaceAll(/\s+/g, ' ').trim()),
  );
  if (characters.length <= maxCharacters && start.length === text.length)
    return characters.join('');
  return `${characters.slice(0, maxCharacters - 1).join('')}…`;
}

/**
 * Makes a whole sentence safe to show: VS Code turns `[text](command:…)` into a link that runs a
 * command, and `$(name)` into an icon. Keeps line breaks.
 */
export function toPlainSentence(sentence: string): string {
  return takeMarkupApart(removeUnsafeCharacters(sentence));
}

/** Puts a space into what VS Code would take for a link or an icon. */
function takeMarkupApart(text: string): string {
  return text.replaceAll(/(?<=[\]$])\(/g, ' (');
}
