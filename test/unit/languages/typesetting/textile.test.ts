import { textile } from '../../../../src/languages/typesetting/textile.ts';
import { fox, owl, testInsertions } from './testInsertions.ts';

const image = '!images/fox.png(A fox)!';
const second = '!images/owl.png(An owl)!';

describe('Insertion into Textile', () => {
  testInsertions(textile, [
    ['an empty document', '‸', image],
    ['an empty line', 'A.\n\n‸\n\nB.', `A.\n\n${image}\n\nB.`],
    ['the end of a sentence', 'A fox.‸\n\nB.', `A fox.\n\n${image}\n\nB.`],
    ['the middle of a line', 'A fox ‸runs.', `A fox ${image} runs.`],
    ['the middle of a word', '一只‸狐狸', `一只 ${image} 狐狸`],
    ['two images', 'A.‸', `A.\n\n${image}\n\n${second}`, { images: [fox, owl] }],
    ['a heading', 'h1. A f‸ox\n\nB.', `h1. A fox\n\n${image}\n\nB.`],
    ['an item', '* A‸\n* B', `* A ${image}\n* B`],
    ['a cell', '|A|‸|', `|A| ${image}|`],
    ['code', 'bc. load("‸")\n\nB.', 'bc. load("images/fox.png")\n\nB.', { notes: ['pathInCode'] }],
    [
      'long code',
      'bc.. a\n\nb ‸\n\np. B.',
      'bc.. a\n\nb images/fox.png\n\np. B.',
      { notes: ['pathInCode'] },
    ],
    ['an element', '<pre>\n‸\n</pre>', '<pre>\nimages/fox.png\n</pre>', { notes: ['pathInCode'] }],
    [
      'code in a line',
      'Run @a ‸b@ now.',
      'Run @a images/fox.png b@ now.',
      { notes: ['pathInCode'] },
    ],
    [
      'a comment',
      '###. see ‸\n\nB.',
      '###. see images/fox.png\n\nB.',
      { notes: ['pathInComment'] },
    ],
    ['a link', 'See "the ‸fox":https://a.b now.', `See "the fox":https://a.b ${image} now.`],
    ['a path', '!old‸.png(A)!', '!images/fox.png(A)!'],
    ['the alt text', '!old.png(B‸)!', image],
    [
      'special characters',
      '‸',
      '!a%20%28b%29.png(it s x)!',
      { images: [{ ...fox, path: 'a (b).png', alt: "it's (x)!" }] },
    ],
  ]);
});

describe('Textile, inside of marks', () => {
  const image = '!images/fox.png(A fox)!';
  testInsertions(textile, [
    ['tag of code', 'A.\n\nb‸c. x\n\nB.', `A.\n\nbc. x\n\n${image}\n\nB.`],
    ['tag of a quote', 'A.\n\nb‸q. x\n', `A.\n\nbq. ${image} x\n`],
    ['footnote', 'A.\n\nf‸n1. x\n', `A.\n\nfn1. ${image} x\n`],
    ['first item', 'A.\n\n‸* a\n* b\n', `A.\n\n${image}\n\n* a\n* b\n`],
    ['next item', '* a\n‸* b\n', `* a\n* ${image} b\n`],
    ['marker of an item', '* a\n*‸* b\n', `* a\n** ${image} b\n`],
    ['start of a row', '|a|\n‸|b|\n', `|a|\n| ${image} b|\n`],
    ['marks of a cell', '|_‸. a|\n', `|_. ${image} a|\n`],
    ['end of a row', '| a |‸\n| b |\n', `| a ${image}|\n| b |\n`],
  ]);
});
