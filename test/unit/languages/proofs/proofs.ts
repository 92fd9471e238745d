import { codeProofs } from './code/code.ts';
import { componentProofs } from './components/components.ts';
import { htmlProofs } from './html/html.ts';
import type { LanguageProof } from './languageProof.ts';
import { markdownProofs } from './markdown.ts';
import { styleProofs } from './styles/styles.ts';
import { typesettingProofs } from './typesetting/typesetting.ts';

/** The proofs of all languages. `docs/languages.md` has their table. */
export const proofs: readonly LanguageProof[] = [
  ...markdownProofs,
  ...typesettingProofs,
  ...htmlProofs,
  ...componentProofs,
  ...styleProofs,
  ...codeProofs,
];
