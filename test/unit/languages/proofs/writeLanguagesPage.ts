/** Writes the page of languages: `node test/unit/languages/proofs/writeLanguagesPage.ts`. */
import { writeFileSync } from 'node:fs';
import { formatLanguagesPage, pagePath } from './languagesPage.ts';
import { proofs } from './proofs.ts';

writeFileSync(pagePath, await formatLanguagesPage(proofs));
