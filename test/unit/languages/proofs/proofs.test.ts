import assert from 'node:assert/strict';
import { findLanguage, toAltText } from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { hostileAlts, hostilePaths } from './hostileAlts.ts';
import { readPlace } from './place.ts';
import { proofs } from './proofs.ts';

/** Each text with each path in turn, so that all of them are used with all texts over the places. */
function* hostileImages(offset: number) {
  for (const [index, text] of hostileAlts.entries()) {
    const path = hostilePaths[(index + offset) % hostilePaths.length] ?? '';
    yield { path, form: 'path', alt: toAltText(text), width: 1024, height: 768 } as const;
  }
}

describe('Proofs of document languages', function () {
  this.timeout(120_000);
  for (const proof of proofs) {
    it(`${proof.languageId} is read by ${proof.tool}`, async () => {
      const language = findLanguage(proof.languageId, proof.fileName);
      assert.ok(language);
      for (const [index, [title, marked]] of Object.entries(proof.places).entries()) {
        const { text, range } = readPlace(marked);
        const known = await proof.read(text);
        for (const image of hostileImages(index)) {
          const { edits } = language.insert(text, range, [image], {
            placement: 'auto',
            eol: '\n',
            isAfterPrompt: false,
            isCodeCell: false,
          });
          const result = applyEdits(text, edits);
          const found = [...(await proof.read(result))];
          const alt = proof.placesWithoutAlt?.includes(title)
            ? undefined
            : (proof.reduceAlt?.(image.alt) ?? image.alt);
          const path = proof.reducePath?.(image.path) ?? image.path;
          const isInserted = found.some((each) => each.path === path && each.alt === alt);
          assert.ok(isInserted, `${title}: ${JSON.stringify({ image, found })} in\n${result}`);
          // Nothing else has changed.
          assert.ok(found.length === known.length || found.length === known.length + 1, result);
        }
      }
    });
  }
});
