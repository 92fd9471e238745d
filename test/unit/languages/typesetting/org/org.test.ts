import { org } from '../../../../../src/languages/typesetting/org/org.ts';
import { fox, owl, testInsertions } from '../testInsertions.ts';

const link = '[[file:images/fox.png]]';
const block = `#+ATTR_HTML: :alt A fox\n${link}`;
const second = '#+ATTR_HTML: :alt An owl\n[[file:images/owl.png]]';

describe('Insertion into Org', () => {
  testInsertions(org, [
    ['an empty document', '‸', block],
    ['an empty line', 'A.\n\n‸\n\nB.', `A.\n\n${block}\n\nB.`],
    ['the end of a sentence', 'A fox.‸\nB.\n\nC.', `A fox.\nB.\n\n${block}\n\nC.`],
    ['the middle of a line', 'A fox ‸runs.', `A fox ${link} runs.`],
    ['a selection', 'A «fox» runs.', `A ${link} runs.`],
    ['two images', 'A.‸', `A.\n\n${block}\n\n${second}`, { images: [fox, owl] }],
    [
      'keywords at the start',
      '‸#+TITLE: A\n#+AUTHOR: B\n\nText.',
      `#+TITLE: A\n#+AUTHOR: B\n\n${block}\n\nText.`,
      { notes: ['moved'] },
    ],
    ['a heading', '* A f‸ox\nText.', `* A fox\n\n${block}\n\nText.`],
    [
      'a heading with properties',
      '* A fox‸\n:PROPERTIES:\n:ID: x\n:END:\nText.',
      `* A fox\n:PROPERTIES:\n:ID: x\n:END:\n\n${block}\n\nText.`,
    ],
    ['an item', '- A‸\n- B', '- A\n\n  #+ATTR_HTML: :alt A fox\n  [[file:images/fox.png]]\n\n- B'],
    ['a cell', '| A | ‸ |\n| B | C |', `| A | ${link} |\n| B | C |`],
    [
      'a source block',
      '#+begin_src python\nopen("‸")\n#+end_src',
      '#+begin_src python\nopen("images/fox.png")\n#+end_src',
      { notes: ['pathInCode'] },
    ],
    [
      'a quote',
      '#+begin_quote\nA fox.‸\n#+end_quote',
      `#+begin_quote\nA fox.\n\n${block}\n#+end_quote`,
    ],
    ['a comment', 'A.\n\n# see ‸\n', 'A.\n\n# see images/fox.png\n', { notes: ['pathInComment'] }],
    ['fixed width', ': cd ‸', ': cd images/fox.png', { notes: ['pathInCode'] }],
    [
      'code in a line',
      'Run =a ‸b= now.',
      'Run =a images/fox.png b= now.',
      { notes: ['pathInCode'] },
    ],
    ['a link', 'See [[https://a.b][the ‸fox]] now.', `See [[https://a.b][the fox]] ${link} now.`],
    ['a path', '[[file:‸]]', link],
    ['a caption', 'A.\n\n#+CAPTION: Fox‸\n\nB.', `A.\n\n#+CAPTION: Fox\n${block}\n\nB.`],
    [
      'special characters',
      '‸',
      '#+ATTR_HTML: :alt A\u00a0:x b\n[[file:a\\[1\\].png]]',
      { images: [{ ...fox, path: 'a[1].png', alt: 'A :x b' }] },
    ],
  ]);
});
