import { maxPromptExcerptCharacters } from '../untrusted/limits.ts';
import { toPlainText } from '../untrusted/plainText.ts';

/**
 * The start of a prompt on a single line, for a sentence that puts it into quotation marks: those of
 * the prompt do not end them.
 */
export function formatPromptExcerpt(prompt: string): string {
  return toPlainText(prompt, maxPromptExcerptCharacters).replaceAll(/["“”„«»]/g, "'");
}
