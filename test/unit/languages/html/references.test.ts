import assert from 'node:assert/strict';
import { html } from '../../../../src/languages/html/html.ts';
import { php } from '../../../../src/languages/html/php.ts';
import { vue } from '../../../../src/languages/html/vue.ts';
import type { DocumentLanguage } from '../../../../src/languages/index.ts';
import { findLanguage } from '../../../../src/languages/index.ts';

/** The paths and alt texts in a document, whose ranges have to be those of the same text. */
function list(language: DocumentLanguage, text: string): string[] {
  return language.findReferences(text).map(({ start, end, path, alt }) => {
    assert.ok(start <= path.start && path.end <= end);
    const raw = text.slice(path.start, path.end);
    assert.equal(decodeURIComponent(raw), path.value);
    return alt === undefined ? path.value : `${path.value}: ${alt.value}`;
  });
}

describe('References to images in HTML', () => {
  const cases: readonly [text: string, ...found: string[]][] = [
    ['<img src="a%20b.png" alt="A &amp; b"> <img src=c.png>', 'a b.png: A & b', 'c.png'],
    ['<img srcset="a.png 1x, b.png 2x">', 'a.png', 'b.png'],
    ['<picture><source srcset="a.webp"><img src="a.png" alt=""></picture>', 'a.webp', 'a.png: '],
    ['<video poster="a.png"></video>', 'a.png'],
    ['<link rel="icon" href="a.png"><link rel="stylesheet" href="a.css">', 'a.png'],
    ['<meta property="og:image" content="a.png"><meta name="x" content="b.png">', 'a.png'],
    ['<svg><image href="a.png" /></svg>', 'a.png'],
    ['<style>.a { background: url("a.png") }</style>', 'a.png'],
    [`<p style='background: url("a.png")'></p>`, 'a.png'],
    ['<!-- <img src="a.png"> --><a href="b.png">x</a><img src="">'],
    ['<script>const a = "<img src=b.png>";</script>'],
    ['<img src="{{ a }}/b.png">'],
  ];
  for (const [text, ...found] of cases) {
    it(text, () => {
      assert.deepEqual(list(html, text), found);
    });
  }

  it('skips PHP code', () => {
    assert.deepEqual(list(php, '<?php $a = "<img src=a.png>"; ?><img src="b.png">'), ['b.png']);
  });

  it('reads the template and the style of Vue', () => {
    const text =
      '<template><Img src="x.png" /><img src="./a.png"></template>\n<style>a{b:url("c.png")}</style>';
    assert.deepEqual(list(vue, text), ['./a.png', 'c.png']);
  });
});

describe('The language of a template', () => {
  const cases: readonly [languageId: string, fileName: string, id: string][] = [
    ['php', '/a/page.blade.php', 'blade'],
    ['php', 'a.b/page.php', 'php'],
    ['html', 'index.html', 'html'],
    ['plaintext', 'page.html.erb', 'erb'],
    ['ruby', 'page.html.erb', 'erb'],
    ['plaintext', 'App.vue', 'vue'],
    ['plaintext', 'index.html.twig', 'twig'],
    ['django-html', 'index.html', 'django-html'],
    ['plaintext', 'page.NJK', 'nunjucks'],
    ['xml', 'drawing.svg', 'xml'],
  ];
  for (const [languageId, fileName, id] of cases) {
    it(`of ${fileName} as ${languageId} is ${id}`, () => {
      assert.equal(findLanguage(languageId, fileName)?.ids[0], id);
    });
  }
});
