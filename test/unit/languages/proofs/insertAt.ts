import { findLanguage, type ReferencedImage } from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import type { LanguageProof } from './languageProof.ts';
import { readPlace } from './place.ts';

/** Inserts images into the document of a place, as the extension does by default. */
export function insertAt(
  proof: LanguageProof,
  place: string,
  ...images: readonly ReferencedImage[]
) {
  const { text, range } = readPlace(place);
  const language = findLanguage(proof.languageId, proof.fileName);
  if (!language) throw new Error(`Unknown language: ${proof.languageId}`);
  const context = {
    placement: 'auto',
    eol: '\n',
    isAfterPrompt: false,
    isCodeCell: proof.isCodeCell ?? false,
  } as const;
  const { edits } = language.insert(text, range, images, context);
  return { language, before: text, edits, after: applyEdits(text, edits) };
}
