import { css } from '../../../../src/languages/styles/css.ts';
import { testInsertions } from '../support/insertInto.ts';

describe('Insertion into a value of CSS', () => {
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
});
