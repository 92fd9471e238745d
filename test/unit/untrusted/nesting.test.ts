import assert from 'node:assert/strict';
import { isNestedDeeper } from '../../../src/untrusted/nesting.ts';

describe('isNestedDeeper', () => {
  const rows: readonly [text: string, isDeeper: boolean][] = [
    ['', false],
    ['{"a":[{"b":1}]}', false],
    ['{"a":[{"b":[]}]}', true],
    ['"[[[[["', false],
    [String.raw`"\"[[[["`, false],
    [String.raw`["\\",[[[]]]]`, true],
    ['[[]],[[]],[[]],[[]]', false],
    ['['.repeat(1_000_000), true],
  ];
  for (const [text, isDeeper] of rows) {
    it(`is ${isDeeper} for ${text.slice(0, 30)}`, () => {
      assert.equal(isNestedDeeper(text, 3), isDeeper);
    });
  }
});
