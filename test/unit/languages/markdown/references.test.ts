import assert from 'node:assert/strict';
import { findLanguage } from '../../../../src/languages/index.ts';

/** The references as they are written and as they are meant. */
function find(languageId: string, text: string): string[][] {
  const references = findLanguage(languageId, '')?.findReferences(text) ?? [];
  return references.map(({ start, end, path, alt }) => [
    text.slice(start, end),
    text.slice(path.start, path.end),
    path.value,
    alt === undefined ? '' : text.slice(alt.start, alt.end),
    alt?.value ?? '',
  ]);
}

describe('References in Markdown', () => {
  it('finds inline images with escapes', () => {
    assert.deepEqual(find('markdown', 'a ![x \\[y](a%20b.png "t") b'), [
      ['![x \\[y](a%20b.png "t")', 'a%20b.png', 'a b.png', 'x \\[y', 'x [y'],
    ]);
  });

  it('finds images by reference, with the path in the definition', () => {
    assert.deepEqual(find('markdown', '![Fox][f]\n\nText\n\n[f]: <a.png> "t"\n'), [
      ['![Fox][f]', 'a.png', 'a.png', 'Fox', 'Fox'],
    ]);
  });

  it('finds elements, also in a line', () => {
    const text = '<p>\n<img src="a.png" alt="x &amp; y">\n</p>\n\nA <img src="b.png">';
    assert.deepEqual(find('markdown', text), [
      ['<img src="a.png" alt="x &amp; y">', 'a.png', 'a.png', 'x &amp; y', 'x & y'],
      ['<img src="b.png">', 'b.png', 'b.png', '', ''],
    ]);
  });

  it('finds nothing in code, comments, and front matter', () => {
    const image = '![a](b.png)';
    const text = `---\na: "${image}"\n---\n\`${image}\`\n\n\`\`\`\n${image}\n\`\`\`\n\n<!-- ${image} -->\n`;
    assert.deepEqual(find('markdown', text), []);
  });

  it('finds all of a long document', () => {
    assert.equal(find('markdown', '- ![a](b.png)\n'.repeat(5000)).length, 5000);
  });

  it('finds images and elements in MDX', () => {
    const text = 'import a from \'a\'\n\n![x](./a.png)\n\n<img src="b.png" alt="y" />\n';
    assert.deepEqual(
      find('mdx', text).map(([, path]) => path),
      ['./a.png', 'b.png'],
    );
  });
});

const repeatedTexts = [
  ...['A *fox* runs.\n\n', '- item\n', '> a\n', 'word ', '*a **b ', '[', '<div>\n', '{', '{{ a '],
  ...['$a ', '$$\n', '<!-- a\n', 'a ` b `` ', 'import {\n\n', '[a]: b\n'],
];

describe('Insertion into a long document', () => {
  const context = {
    placement: 'auto',
    eol: '\n',
    isAfterPrompt: false,
    isCodeCell: false,
  } as const;
  const image = { path: 'a.png', form: 'path', alt: 'A' } as const;
  for (const part of repeatedTexts) {
    it(`is quick with ${JSON.stringify(part)}`, () => {
      const text = part.repeat(500_000 / part.length);
      const start = performance.now();
      for (const id of ['markdown', 'mdx', 'quarto']) {
        const offset = text.length >> 1;
        findLanguage(id, '')?.insert(text, { start: offset, end: offset }, [image], context);
      }
      assert.ok(performance.now() - start < 6000);
    });
  }
});
