import assert from 'node:assert/strict';
import { isTooComplex } from '../../../src/untrusted/jsonLimits.ts';

describe('isTooComplex', () => {
  const rows: readonly [text: string, isTooComplex: boolean][] = [
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
      assert.equal(isTooComplex(text, { maxDepth: 3, maxValues: 20 }), expected);
    });
  }
});
