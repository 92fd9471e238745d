import assert from 'node:assert/strict';
import { formatReference } from '../../../src/insert/reference.ts';
import type { ReferenceKind } from '../../../src/insert/referenceKind.ts';

const cat = { path: 'images/cat.png', alt: 'A cat' };

function writeText(kind: ReferenceKind, lineBefore = '', image = cat): string {
  return formatReference(kind, image, lineBefore).text;
}

describe('formatReference', () => {
  it('writes the syntax of each language', () => {
    const latex = '\\includegraphics[width=\\linewidth, alt={A cat}]{images/cat.png}';
    const expected: Record<ReferenceKind, string> = {
      markdown: '![A cat](images/cat.png)',
      mdx: '![A cat](images/cat.png)',
      html: '<img src="images/cat.png" alt="A cat">',
      component: '<img src="./images/cat.png" alt="A cat">',
      css: 'background-image: url("images/cat.png");',
      indentedCss: 'background-image: url("images/cat.png")',
      latex,
      jsx: '<img src="images/cat.png" alt="A cat" />',
      path: 'images/cat.png',
    };
    for (const [kind, text] of Object.entries(expected)) {
      assert.equal(writeText(kind as ReferenceKind), text);
    }
  });

  it('returns the range of the alt text', () => {
    const image = { path: 'images/猫.png', alt: 'a [cat] & "dog" {x} 50%' };
    const escaped = {
      markdown: 'a \\[cat\\] & "dog" &#123;x&#125; 50%',
      mdx: 'a \\[cat\\] & "dog" &#123;x&#125; 50%',
      html: 'a &#91;cat] &amp; &quot;dog&quot; &#123;x&#125; 50%',
      component: 'a &#91;cat] &amp; &quot;dog&quot; &#123;x&#125; 50%',
      latex: 'a [cat] \\& "dog" \\{x\\} 50\\%',
      jsx: 'a &#91;cat] &amp; &quot;dog&quot; &#123;x&#125; 50%',
    } as const;
    for (const [kind, alt] of Object.entries(escaped)) {
      const reference = formatReference(kind as ReferenceKind, image, '');
      assert.equal(reference.text.slice(reference.alt?.start, reference.alt?.end), alt, kind);
    }
    assert.equal(formatReference('css', image, '').alt, undefined);
    assert.equal(formatReference('path', image, '').alt, undefined);
  });

  it('collapses a multi-line prompt into one line', () => {
    const image = { ...cat, alt: ' A cat,\r\n\r\n\ton the\u2028moon\u0007 ' };
    assert.equal(writeText('markdown', '', image), '![A cat, on the moon](images/cat.png)');
  });

  it('keeps a long prompt complete', () => {
    const alt = 'a long prompt '.repeat(80).trim();
    assert.ok(writeText('html', '', { ...cat, alt }).includes(`alt="${alt}"`));
  });

  it('prefixes a component path with a single dot', () => {
    const image = { ...cat, path: '../images/cat.png' };
    assert.equal(writeText('component', '', image), '<img src="../images/cat.png" alt="A cat">');
  });

  describe('in CSS', () => {
    const value = 'url("images/cat.png")';
    const declaration = `background-image: ${value};`;
    const cases: [lineBefore: string, expected: string][] = [
      ['', declaration],
      ['  ', declaration],
      ['.hero { ', declaration],
      ['.hero { color: red; ', declaration],
      ['  /* the hero */ ', declaration],
      ['  background: ', value],
      ['  background:', value],
      ['  background: red ', value],
      ['  background: url(', 'images/cat.png'],
      ['  background: url("', 'images/cat.png'],
      ["  background: url( '", 'images/cat.png'],
      ['$hero: ', value],
    ];
    for (const [lineBefore, expected] of cases) {
      it(`after ${JSON.stringify(lineBefore)} writes ${expected}`, () => {
        assert.equal(writeText('css', lineBefore), expected);
      });
    }
  });

  describe('if only the path is missing', () => {
    const pathSlots: [ReferenceKind, string][] = [
      ['markdown', 'See ![the cat]('],
      ['markdown', '![the cat](<'],
      ['markdown', '<img src="'],
      ['html', '  <img src="'],
      ['html', "  <source srcset='"],
      ['html', '<div style="background: url('],
      ['latex', '\\includegraphics{'],
      ['latex', '  \\includegraphics[width=3cm, alt={a]b}]{'],
      ['jsx', '<img alt="x" src="'],
    ];
    for (const [kind, lineBefore] of pathSlots) {
      it(`after ${lineBefore} in ${kind} writes only the path`, () => {
        assert.equal(writeText(kind, lineBefore), 'images/cat.png');
      });
    }
    it('does not complete code or unrelated attributes', () => {
      assert.notEqual(writeText('component', '<img :src="'), './images/cat.png');
      assert.notEqual(writeText('html', '<img alt="'), 'images/cat.png');
    });
  });

  describe('after a word', () => {
    const adjacentText = ['A red fox.', '一只狐狸。', 'fox', '(a fox)'];
    for (const lineBefore of adjacentText) {
      it(`inserts a space after ${JSON.stringify(lineBefore)}`, () => {
        const { text, alt } = formatReference('markdown', cat, lineBefore);
        assert.equal(text, ` ${writeText('markdown', '')}`);
        assert.equal(text.slice(alt?.start, alt?.end), cat.alt);
      });
    }
    for (const lineBefore of ['', '  ', 'A fox. ', '| ', '|', '> ', '**', '[']) {
      it(`inserts nothing after ${JSON.stringify(lineBefore)}`, () => {
        assert.equal(writeText('markdown', lineBefore), writeText('markdown', ''));
      });
    }
    it('leaves values and bare paths unchanged', () => {
      assert.equal(writeText('path', 'src='), 'images/cat.png');
      assert.equal(writeText('css', 'background:'), 'url("images/cat.png")');
    });
  });
});
