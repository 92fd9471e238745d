import { decodeCharacterReferences } from '../../text/characterReference.ts';

/** The text that a part of Markdown stands for: without backslashes before punctuation, and with decoded characters. */
export function decodeText(source: string): string {
  return decodeCharacterReferences(source.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}
