import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { png } from '../../../support/generation.ts';
import { useTempFolder } from '../../../support/tempFolder.ts';
import { createBatchReader } from '../batch.ts';
import { insertAt } from '../insertAt.ts';
import type { LanguageProof } from '../languageProof.ts';
import { proofs } from '../proofs.ts';
import { createHostileImages, provePlaces } from '../provePlace.ts';
import { compileLatex } from './compileLatex.ts';
import { readWithAsciidoctor } from './readWithAsciidoctor.ts';

/** Defines the tests of a tool, or reports that it is not installed. */
function describeTool(tool: string, test: (proof: LanguageProof) => void): void {
  const proof = proofs.find(({ installedTool }) => installedTool === tool);
  assert.ok(proof);
  if (spawnSync(tool, ['--version']).status === 0) test(proof);
  else console.log(`Not run: ${tool} is not installed, so it does not read ${proof.languageId}.`);
}

describe('Proofs by installed tools', function () {
  this.timeout(300_000);
  const folder = useTempFolder();

  describeTool('asciidoctor', (proof) => {
    it('asciidoc is read by asciidoctor', async () => {
      await provePlaces({ ...proof, read: createBatchReader(readWithAsciidoctor) });
    });
  });

  describeTool('pdflatex', (proof) => {
    for (const [index, [title, place]] of Object.entries(proof.places).entries()) {
      it(`latex is compiled by pdflatex: ${title}`, async () => {
        const images = createHostileImages(index);
        const paths = images.map(({ path }) => path);
        const { after } = insertAt(proof, place, ...images);
        const { files, alts } = await compileLatex(folder(), after, paths, png);
        assert.deepEqual(
          paths.filter((path) => !files.has(path)),
          [],
        );
        // Where only a path is missing, the first image has no alt text.
        const withAlt = proof.placesWithoutAlt?.includes(title) ? images.slice(1) : images;
        assert.deepEqual(
          alts,
          withAlt.map(({ alt }) => alt),
        );
      });
    }
  });
});
