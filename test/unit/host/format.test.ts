import assert from 'node:assert/strict';
import { bundle } from '../support/strings.ts';
import { setLanguage } from '../support/vscode.ts';

const { formatNumber, formatByteSize } = await import('../../../src/host/format.ts');

describe('formatByteSize', () => {
  const sizes = [0, 1, 1023, 1024, 150_000, 1_500_000, 5 * 1024 ** 3, 3 * 1024 ** 5];
  after(() => setLanguage('en'));

  for (const [language, texts, expected] of [
    [
      'en',
      {},
      ['0 bytes', '1 byte', '1,023 bytes', '1 KB', '146 KB', '1.4 MB', '5 GB', '3,072 TB'],
    ],
    [
      'zh-cn',
      bundle,
      ['0字节', '1字节', '1,023字节', '1 KB', '146 KB', '1.4 MB', '5 GB', '3,072 TB'],
    ],
  ] as const) {
    it(`uses the largest unit that fits, in ${language}`, async () => {
      await setLanguage(language, texts);
      assert.deepEqual(sizes.map(formatByteSize), expected);
    });
  }

  it('uses the number format of the language', async () => {
    await setLanguage('de');
    assert.equal(formatByteSize(1_500_000), '1,4 MB');
    assert.equal(formatNumber(4120), '4.120');
  });
});
