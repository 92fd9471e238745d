import assert from 'node:assert/strict';
import { chooseDestination } from '../../../src/insert/destination.ts';

const uriAt = (path: string) => ({ scheme: 'file', authority: '', path });

describe('chooseDestination', () => {
  for (const [document, expected] of [
    ['/w/docs/guide.md', '/w/docs/images'],
    ['/w/README.md', '/w/images'],
    ['/README.md', '/images'],
  ] as const) {
    it(`returns ${expected} for ${document}`, () => {
      assert.deepEqual(chooseDestination(uriAt(document)), uriAt(expected));
    });
  }
});
