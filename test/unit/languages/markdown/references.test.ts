import assert from 'node:assert/strict';
import { measureCpuMs } from '../../support/cpuTime.ts';
import { findLanguage } from '../../../../src/languages/index.ts';

/** The references as written, and decoded. */
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

  it('finds the alt text in attributes of Pandoc', () => {
    assert.deepEqual(find('quarto', '![](a.png){width=3 fig-alt="x \\" &lt;y"} b'), [
      ['![](a.png)', 'a.png', 'a.png', 'x \\" &lt;y', 'x " <y'],
    ]);
    assert.deepEqual(find('rmd', '![c](a.png){alt="x"}\n\n![d](b.png)'), [
      ['![c](a.png)', 'a.png', 'a.png', 'x', 'x'],
      ['![d](b.png)', 'b.png', 'b.png', 'd', 'd'],
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

  it('finds those in a line that is too long for the parser', () => {
    const line = `Fox ${'![a &amp; b](<c d.png> "e") ![](f%20g.png) '.repeat(2000)}`;
    const found = find('markdown', line);
    assert.equal(found.length, 4000);
    assert.deepEqual(
      found.slice(-2).map(([, , path, , alt]) => [path, alt]),
      [
        ['c d.png', 'a & b'],
        ['f g.png', ''],
      ],
    );
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
const repeatedImages = ['![](a.png)\n', '![](a.png)\n\n', '[a]: b\n![a]\n', '![](', '![](a.png) '];

/** The processor time that the references of a text of a length take, in milliseconds. */
function measureReferences(part: string, length: number): number {
  const text = part.repeat(length / part.length);
  return measureCpuMs(() => findLanguage('markdown', '')?.findReferences(text), 2_000);
}

/** The processor time that insertions into a text of a length take, in milliseconds. */
function measure(part: string, length: number): number {
  const text = part.repeat(length / part.length);
  const offset = text.length >> 1;
  const { user } = process.cpuUsage();
  for (const id of ['markdown', 'mdx', 'quarto'])
    findLanguage(id, '')?.insert(text, { start: offset, end: offset }, [image], context);
  return (process.cpuUsage().user - user) / 1000;
}

const context = {
  placement: 'auto',
  eol: '\n',
  isAfterPrompt: false,
  isCodeCell: false,
} as const;
const image = { path: 'a.png', form: 'path', alt: 'A' } as const;

describe('Insertion into a long document', () => {
  for (const part of repeatedTexts) {
    it(`takes time in proportion to its length with ${JSON.stringify(part)}`, () => {
      measure(part, 8_000);
      const short = measure(part, 40_000);
      const long = measure(part, 160_000);
      // Four times the text: quadratic time would be sixteen times as much. Short times vary.
      assert.ok(long < 8 * Math.max(short, 25), `${short} ms, then ${long} ms`);
    });
  }
});

describe('The references of a long document', () => {
  for (const part of repeatedImages) {
    it(`take time in proportion to its length with ${JSON.stringify(part)}`, () => {
      const short = measureReferences(part, 250_000);
      const long = measureReferences(part, 1_000_000);
      assert.ok(long < 6 * Math.max(short, 100), `${short} ms, then ${long} ms`);
    }).timeout(60_000);
  }
});
