import assert from 'node:assert/strict';
import { css } from '../../../../src/languages/styles/css.ts';
import { postcss } from '../../../../src/languages/styles/postcss.ts';
import { measureCpuMs } from '../../support/cpuTime.ts';
import { fox, insertInto, owl, testInsertions } from '../support/insertInto.ts';

const rule = '.fox {\n  background-image: url("images/fox.png");\n}';

describe('Insertion into CSS', () => {
  describe('writes a declaration', () => {
    testInsertions(css, [
      ['.a {\n  ‸\n}\n', '.a {\n  background-image: url("images/fox.png");\n}\n'],
      ['.a {\n‸\n}\n', '.a {\n  background-image: url("images/fox.png");\n}\n'],
      ['.a {\n\t‸\n}\n', '.a {\n\tbackground-image: url("images/fox.png");\n}\n'],
      [
        '.b {\n    color: red;\n}\n.a {\n‸\n}\n',
        '.b {\n    color: red;\n}\n.a {\n    background-image: url("images/fox.png");\n}\n',
      ],
      ['.a {‸}\n', '.a {\n  background-image: url("images/fox.png");\n}\n'],
      ['.a { ‸ }\n', '.a {\n  background-image: url("images/fox.png");\n}\n'],
      ['.a {‸\n}\n', '.a {\n  background-image: url("images/fox.png");\n}\n'],
      [
        '.a {\n  color: red;‸\n}\n',
        '.a {\n  color: red;\n  background-image: url("images/fox.png");\n}\n',
      ],
      [
        '.a {\n  ‸color: red;\n}\n',
        '.a {\n  background-image: url("images/fox.png");\n  color: red;\n}\n',
      ],
      [
        '.a {\n  color: red;\n‸}\n',
        '.a {\n  color: red;\n  background-image: url("images/fox.png");\n}\n',
      ],
      [
        '.a {\n  color: red\n  ‸\n}\n',
        '.a {\n  color: red;\n  background-image: url("images/fox.png");\n}\n',
      ],
      [
        '.a {\n  color: red;‸ /* warm */\n}\n',
        '.a {\n  color: red; /* warm */\n  background-image: url("images/fox.png");\n}\n',
      ],
      ['.a { color: red; ‸ }\n', '.a { color: red; background-image: url("images/fox.png"); }\n'],
      [
        '.a {\n  color: re‸d;\n}\n',
        '.a {\n  color: red;\n  background-image: url("images/fox.png");\n}\n',
      ],
      [
        '.a {\n  col‸or: red;\n}\n',
        '.a {\n  color: red;\n  background-image: url("images/fox.png");\n}\n',
      ],
      ['.a {\n  backg‸\n}\n', '.a {\n  background-image: url("images/fox.png");\n}\n'],
      ['.a {\n  «color: red;»\n}\n', '.a {\n  background-image: url("images/fox.png");\n}\n'],
      [
        '@media print {\n  .a {\n    ‸\n  }\n}\n',
        '@media print {\n  .a {\n    background-image: url("images/fox.png");\n  }\n}\n',
      ],
      [
        '.a {\n  @media print {\n    ‸\n  }\n}\n',
        '.a {\n  @media print {\n    background-image: url("images/fox.png");\n  }\n}\n',
      ],
      [
        '@keyframes x {\n  from {\n    ‸\n  }\n}\n',
        '@keyframes x {\n  from {\n    background-image: url("images/fox.png");\n  }\n}\n',
      ],
      [
        '.a::after { content: "}"; ‸ }',
        '.a::after { content: "}"; background-image: url("images/fox.png"); }',
      ],
    ]);
  });

  describe('writes a rule', () => {
    testInsertions(css, [
      ['‸', rule],
      ['‸\n\n', `${rule}\n\n`],
      ['\n‸', `\n${rule}`],
      ['‸.a {\n}\n', `${rule}\n\n.a {\n}\n`],
      ['.a {\n}\n‸', `.a {\n}\n\n${rule}`],
      ['.a {\n}\n\n‸\n\n.b {\n}\n', `.a {\n}\n\n${rule}\n\n.b {\n}\n`],
      ['.a {\n}\n‸\n.b {\n}\n', `.a {\n}\n\n${rule}\n\n.b {\n}\n`],
      ['.a {\n}‸\n', `.a {\n}\n\n${rule}\n`],
      [
        '‸@charset "utf-8";\n@import "a.css";\n\n.a {\n}\n',
        `@charset "utf-8";\n@import "a.css";\n\n${rule}\n\n.a {\n}\n`,
        'moved',
      ],
      ['@import "a.css"‸;\n', `@import "a.css";\n\n${rule}\n`],
      ['@charset "u‸tf-8";\n', `@charset "utf-8";\n\n${rule}\n`],
      ['@layer a, ‸b;\n', `@layer a, b;\n\n${rule}\n`],
      [':root { --a: ‸; }', ':root { --a: url("images/fox.png"); }'],
      [':root { --a: "‸"; }', ':root { --a: "images/fox.png"; }'],
      ['.a { background: var(--a, ‸); }', '.a { background: var(--a, url("images/fox.png")); }'],
      [
        '@media print {\n  ‸\n}\n',
        '@media print {\n  .fox {\n    background-image: url("images/fox.png");\n  }\n}\n',
      ],
      [
        '@font-face {\n  font-family: x;\n  ‸\n}\n.a {}\n',
        `@font-face {\n  font-family: x;\n  \n}\n\n${rule}\n\n.a {}\n`,
        'moved',
      ],
      [
        '@supports (display: grid) {\n  .a {\n  }\n‸}\n',
        '@supports (display: grid) {\n  .a {\n  }\n  .fox {\n    background-image: url("images/fox.png");\n  }\n}\n',
      ],
    ]);
  });

  describe('goes into the block of a selector', () => {
    testInsertions(css, [
      [
        '.a‸ {\n  color: red;\n}',
        '.a {\n  background-image: url("images/fox.png");\n  color: red;\n}',
        'moved',
      ],
      ['.a‸ {}', '.a {\n  background-image: url("images/fox.png");\n}', 'moved'],
      [
        'a:hover‸ { color: red; }',
        'a:hover { background-image: url("images/fox.png"); color: red; }',
        'moved',
      ],
      [
        '@media (min-width: 1px)‸ {\n  .a {}\n}',
        '@media (min-width: 1px) {\n  .fox {\n    background-image: url("images/fox.png");\n  }\n\n  .a {}\n}',
        'moved',
      ],
      [
        '.a:is(‸.b),\n.c {\n}',
        '.a:is(.b),\n.c {\n  background-image: url("images/fox.png");\n}',
        'moved',
      ],
    ]);
  });

  describe('writes several images', () => {
    const images = [fox, owl];
    testInsertions(
      css,
      [
        [
          '.a {\n  ‸\n}',
          '.a {\n  background-image: url("images/fox.png"), url("images/owl.png");\n}',
        ],
        [
          '.a { background: ‸; }',
          '.a { background: url("images/fox.png"), url("images/owl.png"); }',
        ],
        [
          '.a { background: red ‸; }',
          '.a { background: url("images/fox.png"), red url("images/owl.png"); }',
        ],
        [
          '.a { background: ‸red; }',
          '.a { background: url("images/fox.png"), url("images/owl.png") red; }',
        ],
        [
          '.a { background: url("‸"); }',
          '.a { background: url("images/fox.png"), url("images/owl.png"); }',
        ],
        [
          '.a { background: url(‸); }',
          '.a { background: url(images/fox.png), url(images/owl.png); }',
        ],
        [
          '.a { background: image-set("‸" 1x); }',
          '.a { background: image-set("images/fox.png" 1x, "images/owl.png" 1x); }',
        ],
        [
          '.a { background: image-set(url("‸") 1x); }',
          '.a { background: image-set(url("images/fox.png") 1x, url("images/owl.png") 1x); }',
        ],
        ['.a { content: ‸; }', '.a { content: url("images/fox.png") url("images/owl.png"); }'],
        [
          'ul { list-style-image: ‸; }',
          'ul { list-style-image: image-set(url("images/fox.png") 1x, url("images/owl.png") 2x); }',
        ],
        [
          'ul {\n  list-style-image: url("‸");\n}',
          'ul {\n  list-style-image: url("images/fox.png");\n  list-style-image: url("images/owl.png");\n}',
        ],
        ['@import "‸";', '@import "images/fox.png";\n@import "images/owl.png";'],
        ['a { cursor: ‸; }', 'a { cursor: url("images/fox.png"), url("images/owl.png"), auto; }'],
      ],
      images,
    );
  });

  it('writes the line breaks of the document', () => {
    const { text } = insertInto(css, '.a {‸}\r\n', [fox], { eol: '\r\n' });
    assert.equal(text, '.a {\r\n  background-image: url("images/fox.png");\r\n}\r\n');
    const below = insertInto(css, '.a {\r\n  color: red\r\n  ‸\r\n}\r\n', [fox], { eol: '\r\n' });
    assert.equal(
      below.text,
      '.a {\r\n  color: red;\r\n  background-image: url("images/fox.png");\r\n}\r\n',
    );
  });

  it('writes a custom reference', () => {
    const declaration = { template: 'background: url("${path}") center / cover;' };
    assert.equal(
      insertInto(css, '.a {\n  ‸\n}', [fox], declaration).text,
      '.a {\n  background: url("images/fox.png") center / cover;\n}',
    );
    const value = { template: "url('${path}')" };
    assert.equal(
      insertInto(css, '.a { background: ‸; }', [fox], value).text,
      ".a { background: url('images/fox.png'); }",
    );
  });

  it('names a rule after any file', () => {
    const write = (path: string) => insertInto(css, '‸', [{ ...fox, path }]).text.split(' {')[0];
    assert.deepEqual(['a/1 fox.png', 'a/狐狸.png', 'a/it’s & (b).png', '(1).png'].map(write), [
      '.image-1-fox',
      '.狐狸',
      '.it-s-b',
      '.image-1',
    ]);
  });

  it('writes theme variables of Tailwind CSS', () => {
    const { text } = insertInto(postcss, '@import "tailwindcss";\n\n@theme {\n  ‸\n}\n');
    assert.equal(
      text,
      '@import "tailwindcss";\n\n@theme {\n  --background-image-fox: url("images/fox.png");\n}\n',
    );
  });

  it('finds images', () => {
    const text =
      '@import url("x.css");\n@font-face { src: url(f.woff2); }\n' +
      '.a { background: url("a%20b.png"), url( c\\ d.png ) red; --x: url(data:image/png;base64,AA==); }\n' +
      '.b { background: image-set("e.png" 1x, url(g.png) type("image/png")); /* url(no.png) */ }';
    const found = css.findReferences(text);
    assert.deepEqual(
      found.map(({ path }) => path.value),
      ['a b.png', 'c d.png', 'e.png', 'g.png'],
    );
    assert.deepEqual(
      found.map(({ start, end, path }) => [
        text.slice(start, end),
        text.slice(path.start, path.end),
      ]),
      [
        ['url("a%20b.png")', 'a%20b.png'],
        ['url( c\\ d.png )', 'c\\ d.png'],
        ['"e.png"', 'e.png'],
        ['url(g.png)', 'g.png'],
      ],
    );
  });

  it('takes time in proportion to the length of the document', () => {
    const createText = (count: number) =>
      `${'.a { background: url(a.png) red; }\n'.repeat(count)}.b { ‸ }`;
    const measure = (count: number) => {
      const text = createText(count);
      return measureCpuMs(() => {
        insertInto(css, text);
        assert.equal(css.findReferences(text).length, count);
      }, 0);
    };
    assert.ok(measure(20_000) < 10 * measure(5_000));
  });
});
