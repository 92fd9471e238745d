import { less } from '../../../../src/languages/styles/less.ts';
import { scss } from '../../../../src/languages/styles/scss.ts';
import { fox, owl, testInsertions } from '../support/insertInto.ts';

const rule = '.fox {\n  background-image: url("images/fox.png");\n}';

describe('Insertion into SCSS', () => {
  testInsertions(scss, [
    ['$hero: ‸;', '$hero: url("images/fox.png");'],
    ['$hero: ‸', '$hero: url("images/fox.png");'],
    ['$hero: ‸\n$owl: 1;', '$hero: url("images/fox.png");\n$owl: 1;'],
    ['$hero: "‸";', '$hero: "images/fox.png";'],
    ['$hero: ‸ !default;', '$hero: url("images/fox.png") !default;'],
    ['$hero: 1p‸x;\n', `$hero: 1px;\n\n${rule}\n`],
    ["@use 'a‸';\n.a {\n}\n", `@use 'a';\n\n${rule}\n\n.a {\n}\n`],
    [
      "$sizes: (\n  'sm‸all': 1px,\n);",
      "$sizes: (\n  'small': 1px, /* images/fox.png */\n);",
      'pathInComment',
    ],
    [
      ".a {\n  @include b('la‸rge'); // c\n}",
      ".a {\n  @include b('large'); /* images/fox.png */ // c\n}",
      'pathInComment',
    ],
    [
      '.a {\n  width: rem(18‸px);\n}',
      '.a {\n  width: rem(18px);\n  background-image: url("images/fox.png");\n}',
    ],
    [
      '.a {\n  background: f($a‸, 1px);\n}',
      '.a {\n  background: f($a, 1px) url("images/fox.png");\n}',
    ],
    ['.a {\n  background: f(1px, ‸);\n}', '.a {\n  background: f(1px, url("images/fox.png"));\n}'],
    ['$images: (‸);', '$images: (url("images/fox.png"));'],
    ['$images: (\n  "a": ‸,\n);', '$images: (\n  "a": url("images/fox.png"),\n);'],
    [
      '$images: (\n  "a": url(a.png),\n  ‸\n);',
      '$images: (\n  "a": url(a.png),\n  "fox": url("images/fox.png")\n);',
    ],
    [
      '$images: (\n  "a": url(a.png)‸\n);',
      '$images: (\n  "a": url(a.png),\n  "fox": url("images/fox.png")\n);',
    ],
    ['.a { @include bg(‸); }', '.a { @include bg(url("images/fox.png")); }'],
    ['.a { @include bg(1px, ‸); }', '.a { @include bg(1px, url("images/fox.png")); }'],
    ['.a { @include bg($image: ‸); }', '.a { @include bg($image: url("images/fox.png")); }'],
    ['@mixin a {\n  ‸\n}', '@mixin a {\n  background-image: url("images/fox.png");\n}'],
    [
      '.a {\n  &:hover {\n    ‸\n  }\n}',
      '.a {\n  &:hover {\n    background-image: url("images/fox.png");\n  }\n}',
    ],
    [
      '.a {\n  @include b {\n    ‸\n  }\n}',
      '.a {\n  @include b {\n    background-image: url("images/fox.png");\n  }\n}',
    ],
    [
      '@include b {\n  ‸\n}',
      '@include b {\n  .fox {\n    background-image: url("images/fox.png");\n  }\n}',
    ],
    [
      '.a {\n  @include b;‸\n}',
      '.a {\n  @include b;\n  background-image: url("images/fox.png");\n}',
    ],
    [
      '.a {\n  @exte‸nd .b;\n}',
      '.a {\n  @extend .b;\n  background-image: url("images/fox.png");\n}',
    ],
    [
      '.a {\n  background: ‸\n  .b { color: red; }\n}',
      '.a {\n  background: url("images/fox.png");\n  .b { color: red; }\n}',
    ],
    ['.#{$name} {\n  ‸\n}', '.#{$name} {\n  background-image: url("images/fox.png");\n}'],
    ['.a { #{$p}: ‸; }', '.a { #{$p}: url("images/fox.png"); }'],
    ['.a { background: url("#{$base}/‸"); }', '.a { background: url("images/fox.png"); }'],
    ['.a { background: $color ‸; }', '.a { background: $color url("images/fox.png"); }'],
    ['@function f() {\n  @return ‸;\n}', '@function f() {\n  @return url("images/fox.png");\n}'],
    [
      '@function f() {\n  ‸\n  @return 1;\n}',
      `@function f() {\n  \n  @return 1;\n}\n\n${rule}`,
      'moved',
    ],
    [
      "‸@use 'sass:math';\n@import 'a';\n.a {}\n",
      `@use 'sass:math';\n@import 'a';\n\n${rule}\n\n.a {}\n`,
      'moved',
    ],
    ['// don’t ‸\n.a {}', '// don’t images/fox.png\n.a {}', 'pathInComment'],
    [
      ".a { color: red; // it's\n  ‸\n}",
      '.a { color: red; // it\'s\n  background-image: url("images/fox.png");\n}',
    ],
    ['.a { &‸ { } }', '.a { & { background-image: url("images/fox.png"); } }', 'moved'],
  ]);

  describe('of several images', () => {
    testInsertions(
      scss,
      [
        ['$hero: ‸;', '$hero: url("images/fox.png"), url("images/owl.png");'],
        [
          '.a { @include bg(‸); }',
          '.a { @include bg((url("images/fox.png"), url("images/owl.png"))); }',
        ],
        [
          '$images: (\n  "a": 1,\n  ‸\n);',
          '$images: (\n  "a": 1,\n  "fox": url("images/fox.png"),\n  "owl": url("images/owl.png")\n);',
        ],
        ['// ‸', '// images/fox.png images/owl.png', 'pathInComment'],
      ],
      [fox, owl],
    );
  });
});

describe('Insertion into Less', () => {
  testInsertions(less, [
    ['@hero: ‸;', '@hero: url("images/fox.png");'],
    ['@hero: ‸', '@hero: url("images/fox.png");'],
    ['@hero: "‸";', '@hero: "images/fox.png";'],
    ['@hero: ~"‸";', '@hero: ~"images/fox.png";'],
    ['.a { background: e("‸"); }', '.a { background: e("images/fox.png"); }'],
    ['.a { background: ~"url(‸)"; }', '.a { background: ~"url(images/fox.png)"; }'],
    ['.a { .bg(‸); }', '.a { .bg(url("images/fox.png")); }'],
    ['.a { .bg(1px; ‸); }', '.a { .bg(1px; url("images/fox.png")); }'],
    ['.a { background: data-uri("‸"); }', '.a { background: data-uri("images/fox.png"); }'],
    ['.m() {\n  ‸\n}', '.m() {\n  background-image: url("images/fox.png");\n}'],
    ['.@{name} {\n  ‸\n}', '.@{name} {\n  background-image: url("images/fox.png");\n}'],
    ['@r: {\n  ‸\n}', '@r: {\n  background-image: url("images/fox.png");\n}'],
    ['.a { background+: ‸; }', '.a { background+: url("images/fox.png"); }'],
    [
      '@wide: ~"(min-wi‸dth: 1px)";\n',
      '@wide: ~"(min-width: 1px)"; /* images/fox.png */\n',
      'pathInComment',
    ],
    [
      '.a {\n  color: darken(@a‸, 10%);\n}',
      '.a {\n  color: darken(@a, 10%);\n  background-image: url("images/fox.png");\n}',
    ],
    ['‸@import (reference) "a";\n', `@import (reference) "a";\n\n${rule}\n`, 'moved'],
    [
      '.a when (‸@x) {\n}',
      '.a when (@x) {\n  background-image: url("images/fox.png");\n}',
      'moved',
    ],
    ['// ‸', '// images/fox.png', 'pathInComment'],
  ]);

  describe('of several images', () => {
    testInsertions(
      less,
      [
        ['@hero: ‸;', '@hero: url("images/fox.png"), url("images/owl.png");'],
        ['.a { .bg(‸); }', '.a { .bg(url("images/fox.png"), url("images/owl.png");); }'],
      ],
      [fox, owl],
    );
  });
});
