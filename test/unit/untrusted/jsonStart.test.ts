import assert from 'node:assert/strict';
import { recordJsonLimits } from '../../../src/untrusted/limits.ts';
import { exceedsJsonLimits } from '../../../src/untrusted/jsonStart.ts';

const limits = { ...recordJsonLimits, depth: 3, values: 20 };

describe('exceedsJsonLimits', () => {
  const rows: readonly [text: string, exceedsLimits: boolean][] = [
    ['', false],
    ['{"a":[{"b":1}]}', false],
    ['{"a":[{"b":[]}]}', true],
    ['"[[[[["', false],
    [String.raw`"\"[[[["`, false],
    [String.raw`["\\",[[[]]]]`, true],
    ['[[]],[[]],[[]],[[]]', false],
    ['['.repeat(1_000_000), true],
    [`[${'1,'.repeat(17)}1]`, false],
    [`[${'1,'.repeat(19)}1]`, true],
    [`["${','.repeat(1000)}"]`, false],
    [`[${'{},'.repeat(1_000_000)}{}]`, true],
    [`[${'"",'.repeat(1_000_000)}""]`, true],
  ];
  for (const [text, expected] of rows) {
    it(`is ${expected} for ${text.slice(0, 30)} (${text.length})`, () => {
      assert.equal(exceedsJsonLimits(text, limits), expected);
    });
  }
});
