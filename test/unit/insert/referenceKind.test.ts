import assert from 'node:assert/strict';
import { getReferenceKind } from '../../../src/insert/referenceKind.ts';

describe('getReferenceKind', () => {
  const cases: [languageId: string, fileName: string, expected: string][] = [
    ['markdown', 'README.md', 'markdown'],
    ['markdown', 'cell of book.ipynb', 'markdown'],
    ['markdown', 'page.MDX', 'mdx'],
    ['mdx', 'page.mdx', 'mdx'],
    ['plaintext', '/docs/page.mdx', 'mdx'],
    ['html', 'index.html', 'html'],
    ['php', 'index.php', 'html'],
    ['handlebars', 'a.hbs', 'html'],
    ['razor', 'a.cshtml', 'html'],
    ['vue', 'App.vue', 'component'],
    ['plaintext', 'App.vue', 'component'],
    ['svelte', 'App.svelte', 'component'],
    ['css', 'a.css', 'css'],
    ['scss', 'a.scss', 'css'],
    ['less', 'a.less', 'css'],
    ['sass', 'a.sass', 'indentedCss'],
    ['stylus', 'a.styl', 'indentedCss'],
    ['latex', 'paper.tex', 'latex'],
    ['tex', 'paper.tex', 'latex'],
    ['javascriptreact', 'a.jsx', 'jsx'],
    ['typescriptreact', 'a.tsx', 'jsx'],
    ['typescript', 'a.ts', 'path'],
    ['python', 'a.py', 'path'],
    ['plaintext', 'notes.txt', 'path'],
    ['plaintext', 'Makefile', 'path'],
    ['plaintext', 'x.constructor', 'path'],
    ['constructor', 'x', 'path'],
  ];
  for (const [languageId, fileName, expected] of cases) {
    it(`${languageId}, ${fileName} → ${expected}`, () => {
      assert.equal(getReferenceKind(languageId, fileName), expected);
    });
  }
});
