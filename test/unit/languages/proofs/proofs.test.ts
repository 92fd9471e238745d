import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { countCombinations, formatLanguagesPage, pagePath } from './languagesPage.ts';
import { proofs } from './proofs.ts';
import { provePlaces } from './provePlace.ts';

describe('Proofs of document languages', function () {
  this.timeout(120_000);
  for (const proof of proofs) {
    it(`${proof.languageId} is read by ${proof.tool}`, async () => {
      await provePlaces(proof);
    });
  }

  it('are on the page of languages', async () => {
    const hint = 'Run: node test/unit/languages/proofs/writeLanguagesPage.ts';
    assert.equal(readFileSync(pagePath, 'utf8'), await formatLanguagesPage(proofs), hint);
  });

  it('are 5,000 combinations or more', () => {
    assert.ok(countCombinations(proofs) >= 5000);
  });
});
