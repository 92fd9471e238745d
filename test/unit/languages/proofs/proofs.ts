import { codeProofs } from './code.ts';
import { componentProofs } from './components.ts';
import { htmlProofs } from './html.ts';
import type { LanguageProof } from './languageProof.ts';
import { markdownProofs } from './markdown.ts';
import { styleProofs } from './styles.ts';
import { typesettingProofs } from './typesetting.ts';

/** The proofs of all languages. `docs/languages.md` has their table. */
export const proofs: readonly LanguageProof[] = [
  ...markdownProofs,
  ...typesettingProofs,
  ...htmlProofs,
  ...componentProofs,
  ...styleProofs,
  ...codeProofs,
];
