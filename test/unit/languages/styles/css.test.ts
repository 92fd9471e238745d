import assert from 'node:assert/strict';
import { css } from '../../../../src/languages/styles/css.ts';
import { postcss } from '../../../../src/languages/styles/postcss.ts';
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

  describe('writes a value', () => {
    testInsertions(css, [
      ['.a {\n  background-image: ‸;\n}', '.a {\n  background-image: url("images/fox.png");\n}'],
      ['.a {\n  background-image:‸;\n}', '.a {\n  background-image: url("images/fox.png");\n}'],
      ['.a {\n  background: ‸\n}', '.a {\n  background: url("images/fox.png");\n}'],
      ['.a { background: ‸ }', '.a { background: url("images/fox.png"); }'],
      [
        '.a {\n  background: ‸\n  color: red;\n}',
        '.a {\n  background: url("images/fox.png");\n  color: red;\n}',
      ],
      [
        '.a {\n  background-image: url(a.png), ‸;\n}',
        '.a {\n  background-image: url(a.png), url("images/fox.png");\n}',
      ],
      [
        '.a {\n  background-image:\n    url(a.png),\n    ‸;\n}',
        '.a {\n  background-image:\n    url(a.png),\n    url("images/fox.png");\n}',
      ],
      [
        '.a {\n  background-image: url(a.png)‸;\n}',
        '.a {\n  background-image: url(a.png), url("images/fox.png");\n}',
      ],
      ['.a { background: ‸#fff; }', '.a { background: url("images/fox.png") #fff; }'],
      ['.a { background: #fff‸; }', '.a { background: #fff url("images/fox.png"); }'],
      ['.a { background: #fff ‸; }', '.a { background: #fff url("images/fox.png"); }'],
      [
        '.a { background: no-re‸peat red; }',
        '.a { background: no-repeat url("images/fox.png") red; }',
      ],
      [
        '.a { background: url(a.png) red‸; }',
        '.a { background: url("images/fox.png"), url(a.png) red; }',
      ],
      [
        '.a { background: linear-gradient(red, ‸blue); }',
        '.a { background: linear-gradient(red, blue), url("images/fox.png"); }',
      ],
      ['.a { background: none‸; }', '.a { background: url("images/fox.png"); }'],
      ['.a { background: ‸ !important; }', '.a { background: url("images/fox.png") !important; }'],
      [
        '.a { background: red !important‸; }',
        '.a { background: red url("images/fox.png") !important; }',
      ],
      ['.a { background: «red»; }', '.a { background: url("images/fox.png"); }'],
      ['.a { --hero: ‸; }', '.a { --hero: url("images/fox.png"); }'],
      [':root {\n  --hero: ‸\n}', ':root {\n  --hero: url("images/fox.png");\n}'],
      ['.a::before { content: ‸; }', '.a::before { content: url("images/fox.png"); }'],
      ['.a::before { content: "x" ‸; }', '.a::before { content: "x" url("images/fox.png"); }'],
      ['ul { list-style: ‸; }', 'ul { list-style: url("images/fox.png"); }'],
      ['ul { list-style: square ‸; }', 'ul { list-style: square url("images/fox.png"); }'],
      ['a { cursor: ‸; }', 'a { cursor: url("images/fox.png"), auto; }'],
      ['a { cursor: pointer‸; }', 'a { cursor: url("images/fox.png"), pointer; }'],
      ['a { cursor: ‸auto; }', 'a { cursor: url("images/fox.png"), auto; }'],
      ['.a { mask-image: ‸; }', '.a { mask-image: url("images/fox.png"); }'],
      [
        '.a { background: image-set(‸); }',
        '.a { background: image-set(url("images/fox.png") 1x); }',
      ],
      [
        '.a { background: image-set(‸ 2x); }',
        '.a { background: image-set(url("images/fox.png") 2x); }',
      ],
      [
        '.a { background: image-set(url(a.png) 1x, ‸); }',
        '.a { background: image-set(url(a.png) 1x, url("images/fox.png") 2x); }',
      ],
      ['.a { background: var(--x, ‸); }', '.a { background: var(--x, url("images/fox.png")); }'],
      ['@font-face { src: ‸; }', '@font-face { src: url("images/fox.png"); }'],
      // The value of an attribute `style`
      ['background: ‸', 'background: url("images/fox.png")'],
      ['color: red; background: ‸', 'color: red; background: url("images/fox.png")'],
    ]);
  });

  describe('writes a path', () => {
    testInsertions(css, [
      ['.a { background: url("‸"); }', '.a { background: url("images/fox.png"); }'],
      ['.a { background: url("../‸"); }', '.a { background: url("images/fox.png"); }'],
      [
        "@media print { .a { background: url('old‸.png') red; } }",
        "@media print { .a { background: url('images/fox.png') red; } }",
      ],
      ['.a { background: url(‸); }', '.a { background: url(images/fox.png); }'],
      ['.a { background: url(ima‸ges/); }', '.a { background: url(images/fox.png); }'],
      ['.a { background: url( ‸ ); }', '.a { background: url( images/fox.png); }'],
      ['.a {\n  background: url(‸\n}', '.a {\n  background: url(images/fox.png);\n}'],
      ['.a {\n  background: url("‸\n}', '.a {\n  background: url("images/fox.png");\n}'],
      ['.a {\n  background: url("ima‸;\n}', '.a {\n  background: url("images/fox.png");\n}'],
      [
        '.a { background: image-set("‸" 1x); }',
        '.a { background: image-set("images/fox.png" 1x); }',
      ],
      ['@font-face { src: url(‸); }', '@font-face { src: url(images/fox.png); }'],
      ['[style*="‸"] { color: red; }', '[style*="images/fox.png"] { color: red; }'],
      ['.a { content: "A fox‸"; }', '.a { content: "A fox images/fox.png"; }', 'pathOnly'],
      ['/* ‸ */', '/* images/fox.png */', 'pathInComment'],
      [
        '.a { color: red; /* see ‸ */ }',
        '.a { color: red; /* see images/fox.png */ }',
        'pathInComment',
      ],
      ['// ‸\n.a {}', '// images/fox.png\n.a {}', 'pathInComment'],
    ]);
  });

  describe('writes a rule', () => {
    testInsertions(css, [
      ['‸', rule],
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

  it('writes the template of the user', () => {
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

  it('knows themes of Tailwind CSS', () => {
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

  it('handles a large document', () => {
    const text = `${'.a { background: url(a.png) red; }\n'.repeat(30_000)}.b { ‸ }`;
    const start = performance.now();
    insertInto(css, text);
    assert.equal(css.findReferences(text).length, 30_000);
    assert.ok(performance.now() - start < 2000);
  });
});
