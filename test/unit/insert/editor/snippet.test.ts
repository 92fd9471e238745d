import assert from 'node:assert/strict';
import { createSnippet } from '../../../../src/insert/editor/snippet.ts';

describe('createSnippet', () => {
  const toStop = (text: string, alt: string, number = 1) => {
    const start = text.indexOf(alt);
    return { start, end: start + alt.length, number };
  };

  it('has a tab stop for the alt text, and the last one after the reference', () => {
    const text = 'See ![A fox](fox.png) here.';
    const written = { stops: [toStop(text, 'A fox')], end: 21 };
    assert.deepEqual(createSnippet(text, written), {
      start: 6,
      end: 21,
      value: '${1:A fox}](fox.png)$0',
    });
  });

  it('numbers the alt texts of several images', () => {
    const text = '![one](1.png)\n\n![two](2.png)';
    const stops = [toStop(text, 'one'), toStop(text, 'two', 2)];
    assert.equal(
      createSnippet(text, { stops, end: text.length })?.value,
      '${1:one}](1.png)\n\n![${2:two}](2.png)$0',
    );
  });

  for (const [alt, escaped] of [
    ['$1 and ${2:x}', '\\$1 and \\${2:x\\}'],
    ['$TM_FILENAME `x`', '\\$TM_FILENAME `x`'],
    ['a \\ b|c,d', 'a \\\\ b|c,d'],
    ['}', '\\}'],
  ] as const) {
    it(`escapes ${alt}`, () => {
      const text = `"${alt}"$`;
      const written = { stops: [{ start: 1, end: 1 + alt.length, number: 1 }], end: text.length };
      assert.equal(createSnippet(text, written)?.value, `\${1:${escaped}}"\\$$0`);
    });
  }

  it('contains the text around the reference, and gives copies of an alt text the same tab stop', () => {
    const text = 'a\n\n$ {A="x" B="x"}\n\nb';
    const at = (start: number) => ({ start, end: start + 1, number: 1 });
    const written = { stops: [at(9), at(15)], end: 18 };
    assert.deepEqual(createSnippet(text, written, { start: 1, end: 20 }), {
      start: 1,
      end: 20,
      value: '\n\n\\$ {A="${1:x}" B="${1:x}"\\}$0\n\n',
    });
  });

  it('ends with the reference if there is no alt text', () => {
    const written = { stops: [], end: 9 };
    assert.equal(createSnippet('a b.png c', written, { start: 1, end: 9 })?.value, ' b.png c$0');
    assert.equal(
      createSnippet('a b.png c', { stops: [], end: 7 }, { start: 1, end: 9 })?.value,
      ' b.png$0 c',
    );
  });

  it('returns nothing without an alt text', () => {
    assert.equal(createSnippet('fox.png', { stops: [], end: 7 }), undefined);
  });
});
