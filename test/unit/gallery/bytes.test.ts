import assert from 'node:assert/strict';
import { tellBytes } from '../../../src/gallery/bytes.ts';

describe('the size of a file in words', () => {
  it('has the unit that keeps it short', () => {
    const sizes = [1, 1023, 1024, 150_000, 1_500_000, 5 * 1024 ** 3].map(tellBytes);
    assert.deepEqual(sizes, ['1 B', '1023 B', '1.0 KB', '146 KB', '1.4 MB', '5.0 GB']);
  });
});
