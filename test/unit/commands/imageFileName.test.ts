import assert from 'node:assert/strict';
import { fitExtension } from '../../../src/commands/gallery/imageFileName.ts';
import type { ImageMimeType } from '../../../src/jimeng/index.ts';

const names: readonly [chosen: string, type: ImageMimeType, saved: string][] = [
  ['cat.png', 'image/png', 'cat.png'],
  ['cat.PNG', 'image/png', 'cat.PNG'],
  ['cat.jpeg', 'image/jpeg', 'cat.jpeg'],
  ['cat.JPG', 'image/jpeg', 'cat.JPG'],
  ['cat.jpg', 'image/png', 'cat.png'],
  ['cat.png', 'image/jpeg', 'cat.jpg'],
  ['cat.webp', 'image/png', 'cat.png'],
  ['cat.png', 'image/webp', 'cat.webp'],
  ['cat.svg', 'image/avif', 'cat.avif'],
  ['cat', 'image/png', 'cat.png'],
  ['cat.', 'image/png', 'cat.png'],
  ['cat v2.1', 'image/png', 'cat v2.1.png'],
  ['cat.final', 'image/gif', 'cat.final.gif'],
  ['cat.txt', 'image/png', 'cat.txt.png'],
  ['cat.png.jpg', 'image/png', 'cat.png.png'],
  ['.png', 'image/png', '.png.png'],
  ['猫', 'image/jpeg', '猫.jpg'],
];

describe('fitExtension', () => {
  for (const [chosen, type, saved] of names) {
    it(`saves ${type} chosen as '${chosen}' as '${saved}'`, () => {
      assert.equal(fitExtension(chosen, type), saved);
    });
  }
});
