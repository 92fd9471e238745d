import type { LanguageProof } from './languageProof.ts';
import { markdownProofs } from './markdown.ts';

/** The proofs of all languages. `docs/languages.md` has their table. */
export const proofs: readonly LanguageProof[] = [...markdownProofs];
