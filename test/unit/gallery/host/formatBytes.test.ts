import assert from 'node:assert/strict';
import { formatBytes } from '../../../../src/gallery/host/bytes.ts';

describe('formatBytes', () => {
  it('chooses the unit that keeps the size short', () => {
    const sizes = [1, 1023, 1024, 150_000, 1_500_000, 5 * 1024 ** 3].map(formatBytes);
    assert.deepEqual(sizes, ['1 B', '1023 B', '1.0 KB', '146 KB', '1.4 MB', '5.0 GB']);
  });
});
