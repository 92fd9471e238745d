import assert from 'node:assert/strict';
import { asciidoc } from '../../../../../src/languages/typesetting/asciidoc/asciidoc.ts';
import { fox, owl, testInsertions } from '../testInsertions.ts';

const block = 'image::images/fox.png["A fox"]';
const inline = 'image:images/fox.png["A fox"]';
const secondBlock = 'image::images/owl.png["An owl"]';
const secondInline = 'image:images/owl.png["An owl"]';
const two = { images: [fox, owl] };

describe('Insertion into AsciiDoc', () => {
  testInsertions(asciidoc, [
    ['an empty document', '‸', block],
    ['an empty line', 'A.\n\n‸\n\nB.', `A.\n\n${block}\n\nB.`],
    ['the end of a sentence', 'A fox.‸\nB.\n\nC.', `A fox.\nB.\n\n${block}\n\nC.`],
    ['the middle of a line', 'A fox ‸runs.', `A fox ${inline} runs.`],
    ['a selection', 'A «fox» runs.', `A ${inline} runs.`],
    [
      'the start of the file',
      '‸= Title\nAuthor\n:toc:\n\nA.',
      `= Title\nAuthor\n:toc:\n\n${block}\n\nA.`,
      { notes: ['moved'] },
    ],
    ['the title', '= Title‸\n\nA.', `= Title\n\n${block}\n\nA.`],
    [
      'an attribute of the header',
      '= Title\n:hero: ‸\n\nA.',
      '= Title\n:hero: images/fox.png\n\nA.',
    ],
    ['a section title', 'A.\n\n== A f‸ox\nB.', `A.\n\n== A fox\n\n${block}\n\nB.`],
    ['above a section title', 'A.\n\n‸== B\n', `A.\n\n${block}\n\n== B\n`],
    ['an item', '* A‸\n* B', `* A\n+\n${block}\n* B`],
    [
      'an item with more',
      '. A\nmore‸\n+\n----\nx\n----',
      `. A\nmore\n+\n${block}\n+\n----\nx\n----`,
    ],
    ['a paragraph of an item', '* A\n+\nMore.‸\n* B', `* A\n+\nMore.\n+\n${block}\n* B`],
    ['a term', 'Fox:: Red.‸\nOwl:: Grey.', `Fox:: Red.\n+\n${block}\nOwl:: Grey.`],
    ['two images in an item', '* A‸\n', `* A\n+\n${block}\n+\n${secondBlock}\n`, two],
    ['two images', 'A.‸', `A.\n\n${block}\n\n${secondBlock}`, two],
    ['two images in a line', 'A ‸b.', `A ${inline} ${secondInline} b.`, two],
    ['a cell', '|===\n|A |‸\n|===', `|===\n|A |${inline}\n|===`],
    ['an empty line of a table', '|===\n|A\n\n|B ‸\n|===', `|===\n|A\n\n|B ${inline}\n|===`],
    [
      'a listing',
      '[source,js]\n----\nload("‸")\n----',
      '[source,js]\n----\nload("images/fox.png")\n----',
      { notes: ['pathInCode'] },
    ],
    ['the end of a listing', '----\nx\n----‸\nA.', `----\nx\n----\n\n${block}\n\nA.`],
    ['the start of a listing', '----‸\nx\n----\nA.', `----\nx\n----\n\n${block}\n\nA.`],
    [
      'a source paragraph',
      '[source,js]\nload(‸)\n\nA.',
      '[source,js]\nload(images/fox.png)\n\nA.',
      { notes: ['pathInCode'] },
    ],
    ['a literal block', '....\n‸\n....', '....\nimages/fox.png\n....', { notes: ['pathInCode'] }],
    [
      'a literal paragraph',
      'A.\n\n  cd ‸\n',
      'A.\n\n  cd images/fox.png\n',
      { notes: ['pathInCode'] },
    ],
    ['a fence', '```js\n‸\n```', '```js\nimages/fox.png\n```', { notes: ['pathInCode'] }],
    ['code in a line', 'Run `a ‸` now.', 'Run `a images/fox.png` now.', { notes: ['pathInCode'] }],
    [
      'a comment',
      'A.\n\n// see ‸\n',
      'A.\n\n// see images/fox.png\n',
      { notes: ['pathInComment'] },
    ],
    [
      'a comment that was the prompt',
      '// A fox‸\n\nB.',
      `// A fox\n\n${block}\n\nB.`,
      { isAfterPrompt: true },
    ],
    [
      'a comment block',
      '////\n‸\n////',
      '////\nimages/fox.png\n////',
      { notes: ['pathInComment'] },
    ],
    ['an example', '====\nA fox.‸\n====\n', `====\nA fox.\n\n${block}\n====\n`],
    ['an empty example', '====\n‸\n====\n', `====\n${block}\n====\n`],
    ['a title of a block', 'A.\n\n.A fox‸\n\nB.', `A.\n\n.A fox\n${block}\n\nB.`],
    ['attributes of a block', 'A.\n\n[.left]\n‸\n\nB.', `A.\n\n[.left]\n${block}\n\nB.`],
    [
      'a link',
      'See https://example.com[the ‸fox] now.',
      `See https://example.com[the fox] ${inline} now.`,
    ],
    ['a reference', 'See <<fo‸x>> now.', `See <<fox>> ${inline} now.`],
    ['an attribute reference', 'See {fo‸x} now.', `See {fox} ${inline} now.`],
    ['a path', 'image::‸[]', 'image::images/fox.png[]'],
    ['an old path', 'A image:old‸.png[A] b', 'A image:images/fox.png[A] b'],
    ['the alt text', 'image::[‸]', block],
    ['a quoted alt text', 'image::old.png["A‸",800]', 'image::images/fox.png["A fox",800]'],
    [
      'an alt text without quotation marks',
      'image::old.png[Old‸,800]',
      'image::images/fox.png["A fox",800]',
    ],
    ['other attributes', 'image::old.png[A,wid‸th=800]', `image::old.png[A,width=800]\n\n${block}`],
    ['CRLF', 'A.‸\r\n\r\nB.', `A.\r\n\r\n${block}\r\n\r\nB.`, { eol: '\r\n' }],
    [
      'a template',
      'A.‸',
      'A.\n\n.A fox\nimage::images/fox.png[]',
      { template: '.${alt}\nimage::${path}[]' },
    ],
    [
      'special characters',
      '‸',
      'image::images/a%20b%5B1%5D.png["&#34;x&#34;&#93;"]',
      { images: [{ ...fox, path: 'images/a b[1].png', alt: '"x"]' }] },
    ],
  ]);

  const folders: readonly [string, string | undefined][] = [
    ['= Title\n:imagesdir: images\n\nA.', 'images'],
    [':imagesdir: ./assets/img/\n', './assets/img'],
    ['= Title\n:imagesdir: {docdir}/images\n', undefined],
    ['= Title\n:imagesdir: https://example.com\n', undefined],
    ['= Title\n:!imagesdir:\n', undefined],
    ['= Title\n\n:imagesdir: images\n', undefined],
    ['A.', undefined],
  ];
  for (const [text, folder] of folders)
    it(`reads the folder ${folder ?? 'of none'} from ${JSON.stringify(text)}`, () => {
      assert.equal(asciidoc.readBaseFolder?.(text), folder);
    });
});

describe('AsciiDoc, inside of marks', () => {
  const inline = 'image:images/fox.png["A fox"]';
  const block = 'image::images/fox.png["A fox"]';
  testInsertions(asciidoc, [
    ['next item', '* a\n‸* b\n', `* a\n* ${inline} b\n`],
    ['marker of an item', '* a\n*‸* b\n', `* a\n** ${inline} b\n`],
    ['admonition', 'NO‸TE: A.\n', `NOTE: ${inline} A.\n`],
    ['anchor', 'A.\n\n[[i‸d]]\n== B\n\nC.', `A.\n\n[[id]]\n== B\n\n${block}\n\nC.`],
    [
      'between attributes and block',
      '[TIP]\n‸====\nA.\n====\n',
      `[TIP]\n====\nA.\n====\n${block}\n`,
    ],
    ['closing delimiter', '----\nx\n‸----\n', `----\nx\n----\n\n${block}\n`],
    [
      'block macro in a cell',
      '[cols="a"]\n|===\n| i‸mage::a.png[]\n|===\n',
      `[cols="a"]\n|===\n| image::a.png[]\n\n${block}\n\n|===\n`,
    ],
  ]);
});
