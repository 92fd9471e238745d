import assert from 'node:assert/strict';
import { HtmlRenderer, Parser } from 'commonmark';
import { findLanguage } from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { readHtmlImages } from '../proofs/typesetting/readHtmlImages.ts';

const alts = [
  'A fox in the snow',
  'She said "hello", it\'s late',
  '" onerror="alert(1)',
  "' onerror='alert(1)",
  '[a] *b* _c_ `d` \\ e | f ~g~ &amp; <h> ]() {i}',
];

const templates = [
  '<img src="${path}" alt="${alt}" width="400">',
  "<img src='${path}' alt='${alt}'>",
  '<figure>\n  <img src="${path}" alt="${alt}">\n</figure>',
  '![${alt}](${path})',
  '![${alt}](${path} "${alt}")',
];

function insert(template: string, alt: string): string {
  const image = { path: 'images/fox 1.png', form: 'path', alt } as const;
  const context = {
    placement: 'auto',
    eol: '\n',
    isAfterPrompt: false,
    isCodeCell: false,
    template,
  } as const;
  const text = 'A fox.';
  const range = { start: text.length, end: text.length };
  const { edits } = findLanguage('markdown', 'a.md')?.insert(text, range, [image], context) ?? {};
  return applyEdits(text, edits ?? []);
}

describe('Custom references in Markdown', () => {
  for (const template of templates)
    it(`keep each alt text in ${template}`, () => {
      for (const alt of alts) {
        const document = insert(template, alt);
        const html = new HtmlRenderer().render(new Parser().parse(document));
        assert.deepEqual(readHtmlImages(html), [{ path: 'images/fox 1.png', alt }], document);
      }
    });

  it('have backslashes where only Markdown reads them', () => {
    assert.equal(
      insert('![${alt}](${path})', '[a] "b"'),
      'A fox.\n\n![\\[a\\] "b"](images/fox%201.png)',
    );
  });
});
