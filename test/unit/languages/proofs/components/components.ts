import { astroProof } from './astroProof.ts';
import type { LanguageProof } from '../languageProof.ts';
import { scriptProofs } from './scriptProofs.ts';
import { svelteProof } from './svelteProof.ts';

/** The proofs of components and scripts. */
export const componentProofs: readonly LanguageProof[] = [svelteProof, astroProof, ...scriptProofs];
