import assert from 'node:assert/strict';
import { DomUtils, parseDocument } from 'htmlparser2';
import { placeholderHtml } from '../../../../src/gallery/host/panel/placeholder.ts';
import { iconNames } from '../../../../src/gallery/page/ui/iconNames.ts';

const texts = { prompt: 'Describe', search: 'Search' };
const document = parseDocument(placeholderHtml(texts));
const [placeholder, ...elements] = DomUtils.getElementsByTagName('*', document);

describe('placeholder of the gallery', () => {
  it('has composer, toolbar, and 12 images, which screen readers and the keyboard skip', () => {
    const parts = elements.filter(({ parent }) => parent === placeholder);
    assert.deepEqual(
      parts.map(({ attribs }) => attribs['class']),
      ['composer', 'toolbar', 'placeholder-images'],
    );
    for (const { attribs } of parts) {
      assert.equal(attribs['aria-hidden'], 'true');
      assert.ok('inert' in attribs);
    }
    assert.equal(elements.filter(({ name }) => name === 'i').length, 12);
  });

  it('shows the texts of the real fields', () => {
    const shown = elements.flatMap(({ attribs }) => attribs['placeholder'] ?? []);
    assert.deepEqual(shown, [texts.prompt, texts.search]);
  });

  it('has only icons of the font, and no styles, which the policy forbids', () => {
    const used = elements.flatMap(({ attribs }) =>
      [...(attribs['class'] ?? '').matchAll(/codicon-(\S+)/g)].map(([, name]) => name),
    );
    assert.equal(used.length, 4);
    const known: readonly string[] = iconNames;
    assert.deepEqual(
      used.filter((name) => name === undefined || !known.includes(name)),
      [],
    );
    assert.ok(elements.every(({ attribs }) => !('style' in attribs)));
  });
});
