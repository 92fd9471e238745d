import assert from 'node:assert/strict';
import { getDefaultLayout } from '../../../../src/gallery/page/viewer/compareLayout.ts';

const sized = (width: number, height: number) => ({ width, height });

describe('getDefaultLayout', () => {
  it('is the divider for the same ratio, whatever the size', () => {
    assert.equal(getDefaultLayout(sized(2048, 2048), sized(1024, 1024)), 'divider');
    assert.equal(getDefaultLayout(sized(1000, 1000), sized(1020, 1000)), 'divider');
    assert.equal(getDefaultLayout(sized(1020, 1000), sized(1000, 1000)), 'divider');
  });

  it('is side by side for other ratios', () => {
    assert.equal(getDefaultLayout(sized(2100, 900), sized(1000, 1500)), 'sideBySide');
    assert.equal(getDefaultLayout(sized(1021, 1000), sized(1000, 1000)), 'sideBySide');
  });

  it('treats an unknown size as a square', () => {
    assert.equal(getDefaultLayout(sized(0, 0), sized(10, 10)), 'divider');
  });
});
