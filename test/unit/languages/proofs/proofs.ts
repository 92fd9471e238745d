import { codeProofs } from './code.ts';
import type { LanguageProof } from './languageProof.ts';
import { styleProofs } from './styles.ts';

/** The proofs of all languages. `docs/languages.md` has their table. */
export const proofs: readonly LanguageProof[] = [...codeProofs, ...styleProofs];
