import { sass } from '../../../../src/languages/styles/sass.ts';
import { stylus } from '../../../../src/languages/styles/stylus.ts';
import { fox, owl, testInsertions } from '../support/insertInto.ts';

const declaration = 'background-image: url("images/fox.png")';
const rule = `.fox\n  ${declaration}`;

describe('Insertion into Sass', () => {
  testInsertions(sass, [
    ['.a\n  ‸\n', `.a\n  ${declaration}\n`],
    ['.a\n‸\n', `.a\n  ${declaration}\n`],
    ['.a\n\t‸', `.a\n\t${declaration}`],
    ['.a\n  color: red\n  ‸\n', `.a\n  color: red\n  ${declaration}\n`],
    ['.a\n  color: red\n‸\n  margin: 0\n', `.a\n  color: red\n  ${declaration}\n  margin: 0\n`],
    ['.a\n  color: red\n    ‸\n', `.a\n  color: red\n  ${declaration}\n`],
    ['.a\n  color: red‸\n', `.a\n  color: red\n  ${declaration}\n`],
    ['.a\n  ‸color: red\n', `.a\n  ${declaration}\n  color: red\n`],
    ['.a\n  background: ‸\n', '.a\n  background: url("images/fox.png")\n'],
    ['.a\n  background: red‸\n', '.a\n  background: red url("images/fox.png")\n'],
    ['.a\n  background: url("‸")\n', '.a\n  background: url("images/fox.png")\n'],
    ['.a\n  background: url(‸\n', '.a\n  background: url(images/fox.png)\n'],
    [
      '.a\n  background-image: url(a.png), ‸\n',
      '.a\n  background-image: url(a.png), url("images/fox.png")\n',
    ],
    ['.a\n  backg‸\n', `.a\n  ${declaration}\n`],
    ['.a‸\n  color: red\n', `.a\n  ${declaration}\n  color: red\n`, 'moved'],
    ['.a‸,\n.b\n  color: red\n', `.a,\n.b\n  ${declaration}\n  color: red\n`, 'moved'],
    ['a:hover‸\n  color: red\n', `a:hover\n  ${declaration}\n  color: red\n`, 'moved'],
    ['$hero: ‸\n', '$hero: url("images/fox.png")\n'],
    ['$map: ("a": ‸)\n', '$map: ("a": url("images/fox.png"))\n'],
    ['.a\n  +bg(‸)\n', '.a\n  +bg(url("images/fox.png"))\n'],
    ['.a\n  @include bg(‸)\n', '.a\n  @include bg(url("images/fox.png"))\n'],
    ['.a\n  +bg‸\n  color: red', `.a\n  +bg\n  ${declaration}\n  color: red`],
    ['=m\n  ‸\n', `=m\n  ${declaration}\n`],
    ['‸', rule],
    ['‸.a\n  color: red\n', `${rule}\n\n.a\n  color: red\n`],
    ['.a\n  color: red\n\n‸\n', `.a\n  color: red\n\n${rule}\n`],
    ['.a\n  color: red\n‸', `.a\n  color: red\n\n${rule}`],
    ['‸@use "x"\n\n.a\n  color: red\n', `@use "x"\n\n${rule}\n\n.a\n  color: red\n`, 'moved'],
    ['@use "x"‸\n', `@use "x"\n\n${rule}\n`],
    ['@media print\n  ‸\n', `@media print\n  .fox\n    ${declaration}\n`],
    ['.a\n  @media print\n    ‸\n', `.a\n  @media print\n    ${declaration}\n`],
    [
      '@font-face\n  font-family: x\n  ‸\n',
      `@font-face\n  font-family: x\n\n${rule}\n  \n`,
      'moved',
    ],
    ['// ‸\n.a\n  color: red', '// images/fox.png\n.a\n  color: red', 'pathInComment'],
    ['// one\n   ‸two\n', '// one\n   images/fox.png two\n', 'pathInComment'],
  ]);

  describe('of several images', () => {
    testInsertions(
      sass,
      [
        ['.a\n  ‸\n', `.a\n  ${declaration}, url("images/owl.png")\n`],
        [
          'ul\n  list-style-image: url("‸")\n',
          'ul\n  list-style-image: url("images/fox.png")\n  list-style-image: url("images/owl.png")\n',
        ],
        ['.a\n  +bg(‸)\n', '.a\n  +bg((url("images/fox.png"), url("images/owl.png")))\n'],
      ],
      [fox, owl],
    );
  });
});

describe('Insertion into Stylus', () => {
  testInsertions(stylus, [
    ['.a\n  ‸\n', `.a\n  ${declaration}\n`],
    ['.a\n  background ‸\n', '.a\n  background url("images/fox.png")\n'],
    ['.a\n  background: ‸\n', '.a\n  background: url("images/fox.png")\n'],
    ['.a\n  background red ‸\n', '.a\n  background red url("images/fox.png")\n'],
    ['.a\n  color red‸\n', `.a\n  color red\n  ${declaration}\n`],
    ['hero = ‸\n', 'hero = url("images/fox.png")\n'],
    ["hero = '‸'\n", "hero = 'images/fox.png'\n"],
    ['.a\n  bg(‸)\n', '.a\n  bg(url("images/fox.png"))\n'],
    ['.a {\n  ‸\n}\n', `.a {\n  ${declaration};\n}\n`],
    ['.a {\n  background: ‸\n}\n', '.a {\n  background: url("images/fox.png")\n}\n'],
    ['.a {\n  background: ‸;\n}\n', '.a {\n  background: url("images/fox.png");\n}\n'],
    ['.a‸ {\n}\n', `.a {\n  ${declaration};\n}\n`, 'moved'],
    ['.{name}\n  ‸\n', `.{name}\n  ${declaration}\n`],
    ['‸', rule],
    ["‸@import 'x'\n", `@import 'x'\n\n${rule}\n`, 'moved'],
    ['.a‸\n  color red\n', `.a\n  ${declaration}\n  color red\n`, 'moved'],
    ['// ‸\n', '// images/fox.png\n', 'pathInComment'],
  ]);
});
