import assert from 'node:assert/strict';
import { createSnippetPart } from '../../../../src/insert/editor/snippet.ts';

describe('createSnippetPart', () => {
  const toStop = (text: string, alt: string, number = 1) => {
    const start = text.indexOf(alt);
    return { start, end: start + alt.length, number };
  };

  it('has a tab stop for the alt text, and the last one after the reference', () => {
    const text = 'See ![A fox](fox.png) here.';
    const written = { stops: [toStop(text, 'A fox')], end: 21 };
    assert.deepEqual(createSnippetPart(text, written), {
      start: 6,
      end: 21,
      value: '${1:A fox}](fox.png)$0',
    });
  });

  it('numbers the alt texts of several images', () => {
    const text = '![one](1.png)\n\n![two](2.png)';
    const stops = [toStop(text, 'one'), toStop(text, 'two', 2)];
    assert.equal(
      createSnippetPart(text, { stops, end: text.length })?.value,
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
      assert.equal(createSnippetPart(text, written)?.value, `\${1:${escaped}}"\\$$0`);
    });
  }

  it('returns nothing without an alt text', () => {
    assert.equal(createSnippetPart('fox.png', { stops: [], end: 7 }), undefined);
  });
});
