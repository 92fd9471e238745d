import { componentProofs } from './components.ts';
import type { LanguageProof } from './languageProof.ts';

/** The proofs of all languages. `docs/languages.md` has their table. */
export const proofs: readonly LanguageProof[] = [...componentProofs];
