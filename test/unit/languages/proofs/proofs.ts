import type { LanguageProof } from './languageProof.ts';
import { typesettingProofs } from './typesetting.ts';

/** The proofs of all languages. `docs/languages.md` has their table. */
export const proofs: readonly LanguageProof[] = [...typesettingProofs];
