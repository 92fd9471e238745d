import assert from 'node:assert/strict';
import { createFiles, findPlacesIn, formatPlace, type Files } from '../memoryProject.ts';

/** A project, a document in it, and the best place for `a-fox.png`. */
type Case = readonly [files: Files | string, document: string, place: string];

/** Tests the best places in projects of several kinds. */
export function testLayouts(cases: Readonly<Record<string, readonly Case[]>>): void {
  describe('findPlaces', () => {
    // The second one has characters that URLs and patterns treat specially.
    for (const root of ['/home/me/site', '/home/我 & 50%/a#b [1] {x}']) {
      for (const [project, projectCases] of Object.entries(cases)) {
        describe(`${project} in ${root}`, () => {
          for (const [files, document, expected] of projectCases) {
            const shown = typeof files === 'string' ? files : Object.keys(files).join(' ');
            it(`${shown}: ${document} → ${expected}`, async () => {
              const places = await findPlacesIn(createFiles(root, files), root, document);
              assert.equal(formatPlace(places[0], root), expected);
            });
          }
        });
      }
    }
  });
}
