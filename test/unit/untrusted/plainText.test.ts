import assert from 'node:assert/strict';
import { maxSentenceCharacters } from '../../../src/untrusted/limits.ts';
import {
  toPlainSentence,
  toPlainText,
  toPlainWord,
  toPlainWords,
} from '../../../src/untrusted/plainText.ts';
import { removeUnsafeCharacters } from '../../../src/untrusted/unsafeCharacters.ts';

describe('toPlainText', () => {
  const cases: readonly (readonly [title: string, text: string, expected: string])[] = [
    ['a link to a command', '[Fix](command:a.b)', '[Fix] (command:a.b)'],
    ['a link to a page', '[Fix](https://example.com)', '[Fix] (https://example.com)'],
    ['a link with a hidden character', '[Fix]\u200b(command:a.b)', '[Fix] (command:a.b)'],
    ['a link over two lines', '[Fix\n](command:a.b)', '[Fix ] (command:a.b)'],
    ['an icon', '$(error) Failed', '$ (error) Failed'],
    ['line breaks and tabs', ' a\r\n\tb\u2028c ', 'a bc'],
    ['control characters', 'a\u0000\u001b[31mb\u0085c\u007f', 'a[31mbc'],
    ['bidirectional characters', '\u202egpj.exe\u2066\u2069\u200f', 'gpj.exe'],
    ['invisible characters', 'a\u00ad\u2060\ufeff\u3164\u{e0041}b', 'ab'],
    ['an unpaired surrogate', 'a\ud800b', 'ab'],
  ];
  for (const [title, text, expected] of cases)
    it(`takes apart or removes ${title}`, () => {
      assert.equal(toPlainText(text), expected);
    });

  for (const text of ['纸船 and 👩‍🚀 🏳️‍🌈 ❤️', 'می‌خواهم', 'क्‍ष', 'a(b) [c] {d} $5'])
    it(`keeps ${text}`, () => {
      assert.equal(toPlainText(text), text);
    });

  it('ends what is too long with an ellipsis, without half a character', () => {
    assert.equal(toPlainText('😀😀😀', 2), '😀…');
    assert.equal(toPlainText('😀😀', 2), '😀😀');
    assert.equal(toPlainText(`${'\u200b'.repeat(100)}a`, 3), '…');
  });
});

describe('toPlainWord', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['api.example.com', 'api.example.com'],
    ['1k, 2k, 4k', '1k, 2k, 4k'],
    ['≥ 0', '≥ 0'],
    ['"16: 9"', '"16: 9"'],
    ['x. Click here', '“x. Click here”'],
    ['x”. Click “here', '“x". Click "here”'],
    ['"x". Click "here"', '“"x". Click "here"”'],
  ];
  for (const [text, expected] of cases)
    it(`turns ${text} into ${expected}`, () => {
      assert.equal(toPlainWord(text), expected);
      assert.equal(toPlainWord(expected), expected);
    });

  it('is applied to each string of an object', () => {
    const words = toPlainWords({ a: 'x y', b: [{ c: '[a](b)' }], d: 1, e: null });
    assert.deepEqual(words, { a: '“x y”', b: [{ c: '“[a] (b)”' }], d: 1, e: null });
  });
});

describe('toPlainSentence', () => {
  it('limits the length', () => {
    const text = toPlainSentence('x'.repeat(100_000));
    assert.equal(text.length, maxSentenceCharacters);
    assert.ok(text.endsWith('…'));
  });

  it('keeps line breaks', () => {
    assert.equal(toPlainSentence('One.\n\nTwo [a](b).'), 'One.\n\nTwo [a] (b).');
  });
});

describe('removeUnsafeCharacters', () => {
  it('keeps tabs and line breaks', () => {
    assert.equal(removeUnsafeCharacters('a\tb\r\nc'), 'a\tb\r\nc');
  });
});
