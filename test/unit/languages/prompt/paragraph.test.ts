import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { extractParagraph } from '../../../../src/languages/index.ts';
import { languages } from '../../../../src/languages/registry.ts';

type Case = readonly [text: string, languageId: string, paragraph: string];

/** Declares a test for each text, whose cursor is at `|`. */
function testParagraphs(cases: readonly Case[]): void {
  for (const [marked, languageId, paragraph] of cases) {
    it(`${languageId}: ${JSON.stringify(marked)}`, () => {
      const offset = marked.indexOf('|');
      const text = marked.slice(0, offset) + marked.slice(offset + 1);
      const document = { languageId, fileName: 'document' };
      assert.equal(extractParagraph(text, offset, document), paragraph);
    });
  }
}

describe('extractParagraph', () => {
  describe('reads the lines around the cursor', () => {
    testParagraphs([
      ['One.\n\nA cat|\non the moon.\n\nThree.', 'plaintext', 'A cat\non the moon.'],
      ['A cat\r\non| the moon.\r\n\r\nTwo.', 'markdown', 'A cat on the moon.'],
      ['|A *cat*', 'markdown', 'A cat'],
      ['A cat|', 'markdown', 'A cat'],
      ['', 'markdown', ''],
      ['|', 'markdown', ''],
    ]);
  });

  describe('reads the paragraph above a blank line', () => {
    testParagraphs([
      ['A cat.\n\n|\n\nTwo.', 'markdown', 'A cat.'],
      ['\n|\nTwo.', 'markdown', ''],
    ]);
  });

  describe('reads one title, item, or block', () => {
    testParagraphs([
      ['# A |cat\nOn the moon.', 'markdown', 'A cat'],
      ['# Title\nA |cat.\n## Next', 'markdown', 'A cat.'],
      ['- a dog\n- a |cat\n  on the moon\n- a bird', 'markdown', 'a cat on the moon'],
      ['Title\n=====\nA |cat', 'markdown', 'A cat'],
      ['---\ntitle: x\n---\nA c|at', 'markdown', 'A cat'],
      ['> A |cat\n> on the moon', 'markdown', 'A cat on the moon'],
      ['== Title\nA |cat', 'asciidoc', 'A cat'],
      ['\\section{A |cat}\nOn the moon.', 'latex', 'A cat'],
      ['\\begin{itemize}\n\\item A \\emph{cat}|\n\\item A dog\n\\end{itemize}', 'latex', 'A cat'],
      ['= Title\nA _cat_|', 'typst', 'A cat'],
      ['* Title\nA |cat', 'org', 'A cat'],
      ['Title\n-----\nA |cat', 'restructuredtext', 'A cat'],
      ['== Title ==\nA |cat', 'wikitext', 'A cat'],
      ['h2. Title\n\nA |cat', 'textile', 'A cat'],
      ['-|--', 'markdown', ''],
    ]);
  });

  describe('reads the text between tags', () => {
    testParagraphs([
      [
        '<body>\n<p>One.</p>\n<p>A <b>ca|t</b>\non the moon.</p>\n</body>',
        'html',
        'A cat on the moon.',
      ],
      ['<template><h1>A |cat</h1></template>', 'vue', 'A cat'],
      ['<p>A {cat|}</p>', 'svelte', 'A {cat}'],
      ['<script>\nconst |a = 1;\n</script><p>A cat</p>', 'html', ''],
      ['<p class="|x">A cat</p>', 'html', ''],
      ['---\nconst a|= 1;\n---\n<p>A cat</p>', 'astro', ''],
    ]);
  });

  describe('is empty in code', () => {
    testParagraphs([
      ['const a| = 1;', 'typescript', ''],
      ['<p>A |cat</p>', 'typescriptreact', ''],
      ['a|: b', 'yaml', ''],
      ['A |cat', 'some-language', ''],
    ]);
  });

  it('is offered in the context menu of exactly the languages that have paragraphs', () => {
    const manifest = readFileSync('package.json', 'utf8');
    const [, ids = ''] = /editorLangId =~ \/\^\(([^)]+)\)\$\//.exec(manifest) ?? [];
    const hasParagraph = (languageId: string) =>
      ['A cat\n', '<p>A cat</p>'].some(
        (text) => extractParagraph(text, 4, { languageId, fileName: 'document' }) !== '',
      );
    const expected = languages.flatMap((language) => language.ids).filter(hasParagraph);
    assert.deepEqual(ids.split('|').sort(), [...new Set(expected)].sort());
  });
});
