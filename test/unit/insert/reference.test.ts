import assert from 'node:assert/strict';
import { writeReference } from '../../../src/insert/reference.ts';
import type { ReferenceKind } from '../../../src/insert/referenceKind.ts';

const cat = { path: 'images/cat.png', alt: 'A cat' };

function written(kind: ReferenceKind, lineBefore = '', picture = cat): string {
  return writeReference(kind, picture, lineBefore).text;
}

describe('writeReference', () => {
  it('writes each language in its own way', () => {
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
      assert.equal(written(kind as ReferenceKind), text);
    }
  });

  it('says where the alt text stands', () => {
    const picture = { path: 'images/猫.png', alt: 'a [cat] & "dog" {x} 50%' };
    const escaped = {
      markdown: 'a \\[cat\\] & "dog" {x} 50%',
      mdx: 'a \\[cat\\] & "dog" \\{x\\} 50%',
      html: 'a [cat] &amp; &quot;dog&quot; &#123;x&#125; 50%',
      component: 'a [cat] &amp; &quot;dog&quot; &#123;x&#125; 50%',
      latex: 'a [cat] \\& "dog" \\{x\\} 50\\%',
      jsx: 'a [cat] &amp; &quot;dog&quot; {x} 50%',
    } as const;
    for (const [kind, alt] of Object.entries(escaped)) {
      const reference = writeReference(kind as ReferenceKind, picture, '');
      assert.equal(reference.text.slice(reference.alt?.start, reference.alt?.end), alt, kind);
    }
    assert.equal(writeReference('css', picture, '').alt, undefined);
    assert.equal(writeReference('path', picture, '').alt, undefined);
  });

  it('makes one line of a prompt with several', () => {
    const picture = { ...cat, alt: ' A cat,\r\n\r\n\ton the\u2028moon\u0007 ' };
    assert.equal(written('markdown', '', picture), '![A cat, on the moon](images/cat.png)');
  });

  it('keeps a long prompt whole', () => {
    const alt = 'a long prompt '.repeat(80).trim();
    assert.ok(written('html', '', { ...cat, alt }).includes(`alt="${alt}"`));
  });

  it('starts a path with a dot for components, once', () => {
    const picture = { ...cat, path: '../images/cat.png' };
    assert.equal(written('component', '', picture), '<img src="../images/cat.png" alt="A cat">');
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
        assert.equal(written('css', lineBefore), expected);
      });
    }
  });

  describe('where only the path is missing', () => {
    const slots: [ReferenceKind, string][] = [
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
    for (const [kind, lineBefore] of slots) {
      it(`after ${lineBefore} in ${kind} writes only the path`, () => {
        assert.equal(written(kind, lineBefore), 'images/cat.png');
      });
    }
    it('but not where an attribute is code or says something else', () => {
      assert.notEqual(written('component', '<img :src="'), './images/cat.png');
      assert.notEqual(written('html', '<img alt="'), 'images/cat.png');
    });
  });

  describe('after a word', () => {
    const stuck = ['A red fox.', '一只狐狸。', 'fox', '(a fox)'];
    for (const lineBefore of stuck) {
      it(`puts a space behind ${JSON.stringify(lineBefore)}`, () => {
        const { text, alt } = writeReference('markdown', cat, lineBefore);
        assert.equal(text, ` ${written('markdown', '')}`);
        assert.equal(text.slice(alt?.start, alt?.end), cat.alt);
      });
    }
    for (const lineBefore of ['', '  ', 'A fox. ', '| ', '|', '> ', '**', '[']) {
      it(`adds nothing behind ${JSON.stringify(lineBefore)}`, () => {
        assert.equal(written('markdown', lineBefore), written('markdown', ''));
      });
    }
    it('leaves values and bare paths as they are', () => {
      assert.equal(written('path', 'src='), 'images/cat.png');
      assert.equal(written('css', 'background:'), 'url("images/cat.png")');
    });
  });
});
