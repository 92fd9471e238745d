import { typst } from '../../../../../src/languages/typesetting/typst/typst.ts';
import { fox, owl, testInsertions } from '../testInsertions.ts';

const call = 'image("images/fox.png", alt: "A fox")';
const secondCall = 'image("images/owl.png", alt: "An owl")';
const image = `#${call}`;
const second = `#${secondCall}`;
const two = { images: [fox, owl] };

describe('Insertion into Typst', () => {
  describe('markup', () => {
    testInsertions(typst, [
      ['an empty document', '‸', image],
      ['an empty line', 'A.\n\n‸\n\nB.', `A.\n\n${image}\n\nB.`],
      ['the end of a sentence', 'A fox.‸\n\nB.', `A fox.\n\n${image}\n\nB.`],
      ['the middle of a line', 'A fox ‸runs.', `A fox ${image} runs.`],
      ['before a bracket', 'A fox ‸(red).', `A fox ${image} (red).`],
      ['a selection', 'A «fox» runs.', `A ${image} runs.`],
      ['a heading', '= A f‸ox\nB.', `= A fox\n\n${image}\n\nB.`],
      ['above a heading', '‸= A\n', `${image}\n\n= A\n`],
      ['an item', '- A‸\n- B', `- A\n\n  ${image}\n\n- B`],
      ['a numbered item', '1. A‸\n', `1. A\n\n   ${image}\n`],
      ['an empty item', '- ‸\n- B', `- ${image}\n- B`],
      [
        'settings',
        '‸#import "a.typ": *\n#set page(width: 10cm)\n#show: doc\n\n= A',
        `#import "a.typ": *\n#set page(width: 10cm)\n#show: doc\n\n${image}\n\n= A`,
        { notes: ['moved'] },
      ],
      ['after a setting', 'A\n\n#set text(red)‸\nB', `A\n\n#set text(red)\n\n${image}\n\nB`],
      ['two images', 'A.‸', `A.\n\n${image}\n\n${second}`, two],
      ['CRLF', 'A.‸\r\nB.\r\n\r\nC.', `A.\r\nB.\r\n\r\n${image}\r\n\r\nC.`, { eol: '\r\n' }],
      [
        'a template',
        'A.‸',
        'A.\n\n#fig("images/fox.png")[A fox]',
        { template: '#fig("${path}")[${alt}]' },
      ],
      ['a content block', '#box[A ‸b]', `#box[A ${image} b]`],
      ['an empty content block', '#box[‸]', `#box[${image}]`],
      ['a line of a content block', '#rect[\n  ‸\n]', `#rect[\n  ${image}\n]`],
      [
        'a paragraph of a content block',
        '#rect[\n  A fox.‸\n]\nB.',
        `#rect[\n  A fox.\n\n  ${image}\n]\nB.`,
      ],
      [
        'a cell',
        '#table(\n  columns: 2,\n  [A], [B‸],\n)',
        `#table(\n  columns: 2,\n  [A], [B ${image}],\n)`,
      ],
      ['a formula', 'It is $E = ‸m$ here.', `It is $E = m$ ${image} here.`],
      ['a label', '= A <fi‸g>\n', `= A <fig>\n\n${image}\n`],
      ['a reference', 'See @fi‸g here.', `See @fig ${image} here.`],
      ['a URL', 'See https://exa‸mple.com here.', `See https://example.com ${image} here.`],
      ['a function name', 'A #em‸ph[b] c.', `A #emph[b] ${image} c.`],
    ]);
  });

  describe('code', () => {
    testInsertions(typst, [
      ['a figure', '#figure(‸)', `#figure(${call})`],
      [
        'a figure with a caption',
        '#figure(\n  ‸\n  caption: [A],\n)',
        `#figure(\n  ${call},\n  caption: [A],\n)`,
      ],
      [
        'a figure with a comma',
        '#figure(\n  ‸,\n  caption: [A],\n)',
        `#figure(\n  ${call},\n  caption: [A],\n)`,
      ],
      [
        'the argument of a setting',
        '#set page(‸width: 1cm)\n\nA',
        `#set page(width: 1cm)\n\n${image}\n\nA`,
      ],
      ['a string of a setting', '#set page("a‸4")\n\nA', `#set page("a4")\n\n${image}\n\nA`],
      [
        'a rule with a value',
        '#show link: ‸underline\n\nA',
        `#show link: underline\n\n${image}\n\nA`,
      ],
      ['after an argument', '#figure(caption: [A]‸)', `#figure(caption: [A], ${call})`],
      ['a named argument', '#f(body: ‸)', `#f(body: ${call})`],
      [
        'two images in a figure',
        '#figure(‸)',
        `#figure(grid(columns: 2, ${call}, ${secondCall}))`,
        two,
      ],
      [
        'two images in a grid',
        '#grid(columns: 2, ‸)',
        `#grid(columns: 2, ${call}, ${secondCall})`,
        two,
      ],
      ['a block', '#{\n  ‸\n}', `#{\n  ${call}\n}`],
      ['a block in a line', '#{ ‸ }', `#{ ${call} }`],
      ['a variable', '#let hero = ‸\nA', `#let hero = ${call}\nA`],
      ['two images in a variable', '#let hero = ‸', `#let hero = (${call}, ${secondCall})`, two],
      ['a variable in a block', '#{\n  let a = ‸\n}', `#{\n  let a = ${call}\n}`],
      [
        'a function',
        '#let f() = {\n  let a = 1\n  ‸\n}',
        `#let f() = {\n  let a = 1\n  ${call}\n}`,
      ],
      ['an image', '#image(‸)', image],
      ['a path', '#image("‸", width: 50%)', '#image("images/fox.png", width: 50%)'],
      ['an old path', '#figure(image("old‸.png"))', '#figure(image("images/fox.png"))'],
      ['an alt text', '#image("", alt: "‸")', image],
      [
        'other arguments',
        '#image(‸width: 50%)',
        `#image("images/fox.png", alt: "A fox", width: 50%)`,
      ],
      [
        'arguments of an image',
        '#image("a.png", wid‸th: 50%) b',
        `#image("a.png", width: 50%) ${image} b`,
      ],
      ['two images for a path', '#image("‸")\n', `#image("images/fox.png")\n${second}\n`, two],
      ['a string', '#let a = "‸"', '#let a = "images/fox.png"'],
      [
        'raw text',
        '```py\nopen("‸")\n```',
        '```py\nopen("images/fox.png")\n```',
        { notes: ['pathInCode'] },
      ],
      [
        'raw text in a line',
        'Run `a ‸` now.',
        'Run `a images/fox.png` now.',
        { notes: ['pathInCode'] },
      ],
      ['a comment', '// see ‸\nA', '// see images/fox.png\nA', { notes: ['pathInComment'] }],
      ['a block comment', '/* ‸ */', '/* images/fox.png */', { notes: ['pathInComment'] }],
      ['a comment at the end of a line', 'A. // b‸\n', `A. // b\n\n${image}\n`],
      [
        'quotation marks',
        '‸',
        '#image("images/a b.png", alt: "\\"\\\\")',
        { images: [{ ...fox, path: 'images/a b.png', alt: '"\\' }] },
      ],
    ]);
  });
});
