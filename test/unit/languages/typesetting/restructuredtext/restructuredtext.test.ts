import { restructuredText } from '../../../../../src/languages/typesetting/restructuredtext/restructuredtext.ts';
import { fox, owl, testInsertions, type InsertionCase } from '../testInsertions.ts';

function directive(indentation = '', name = ''): string {
  return `.. ${name}image:: images/fox.png\n${indentation}   :alt: A fox`;
}
const block = directive();
const second = '.. image:: images/owl.png\n   :alt: An owl';
const definition = directive('', '|fox| ');
const secondDefinition = '.. |owl| image:: images/owl.png\n   :alt: An owl';
const two = { images: [fox, owl] };

describe('Insertion into reStructuredText', () => {
  testInsertions(restructuredText, [
    ['an empty document', '‸', block],
    ['an empty line', 'A.\n\n‸\n\nB.', `A.\n\n${block}\n\nB.`],
    ['the end of a sentence', 'A fox.‸\nB.\n\nC.', `A fox.\nB.\n\n${block}\n\nC.`],
    ['the middle of a line', 'A fox ‸runs.\n', `A fox |fox| runs.\n\n${definition}\n`],
    ['the middle of a Chinese line', '一只‸狐狸', `一只 |fox| 狐狸\n\n${definition}`],
    [
      'two images in a line',
      'A ‸b.',
      `A |fox| |owl| b.\n\n${definition}\n${secondDefinition}`,
      two,
    ],
    [
      'the same substitution',
      `A ‸b.\n\n${directive('', '|fox| ')}\n`,
      `A |fox| b.\n\n${directive('', '|fox| ')}\n`,
    ],
    [
      'a substitution with more options',
      `A ‸b.\n\n${directive('', '|fox| ')}\n   :width: 5\n`,
      `A |fox-2| b.\n\n${directive('', '|fox| ')}\n   :width: 5\n${directive('', '|fox-2| ')}\n`,
    ],
    [
      'a second substitution',
      'A ‸b.\n\n.. |fox| image:: a.png\n   :alt: B\n',
      `A |fox-2| b.\n\n.. |fox| image:: a.png\n   :alt: B\n${directive('', '|fox-2| ')}\n`,
    ],
    ['a selection', 'A «fox» runs.', `A |fox| runs.\n\n${definition}`],
    ['two images', 'A.‸', `A.\n\n${block}\n\n${second}`, two],
    [
      'the start of the file',
      '‸Title\n=====\n\n:Author: A\n:Date: B\n\nText.',
      `Title\n=====\n\n:Author: A\n:Date: B\n\n${block}\n\nText.`,
      { notes: ['moved'] },
    ],
    ['the title', 'Ti‸tle\n=====\nText.', `Title\n=====\n\n${block}\n\nText.`],
    ['a section title', 'A.\n\nB f‸ox\n-----\n\nC.', `A.\n\nB fox\n-----\n\n${block}\n\nC.`],
    ['an underline', 'A.\n\nB fox\n-----‸\n\nC.', `A.\n\nB fox\n-----\n\n${block}\n\nC.`],
    ['above a section title', 'A.\n\n‸B\n---\n', `A.\n\n${block}\n\nB\n---\n`],
    ['an item', '- A‸\n- B', `- A\n\n  ${directive('  ')}\n\n- B`],
    ['an item with two lines', '1. A‸\n   b\n\nC', `1. A\n   b\n\n   ${directive('   ')}\n\nC`],
    ['an empty item', '- ‸\n- B', `- ${directive('  ')}\n- B`],
    ['a definition', 'Fox\n    Red.‸\n', `Fox\n    Red.\n\n    ${directive('    ')}\n`],
    [
      'a field',
      'A.\n\n:param a: A fox.‸\n',
      `A.\n\n:param a: A fox.\n\n    ${directive('    ')}\n`,
    ],
    [
      'a note',
      '.. note::\n\n   A fox.‸\n\nB.',
      `.. note::\n\n   A fox.\n\n   ${directive('   ')}\n\nB.`,
    ],
    [
      'an empty line of a note',
      '.. note::\n\n   ‸\n\nB.',
      `.. note::\n\n   ${directive('   ')}\n\nB.`,
    ],
    [
      'a note in a line',
      '.. note:: A fox.‸\n\nB.',
      `.. note:: A fox.\n\n   ${directive('   ')}\n\nB.`,
    ],
    [
      'a code block',
      '.. code-block:: python\n   :linenos:\n\n   open("‸")\n\nB.',
      '.. code-block:: python\n   :linenos:\n\n   open("images/fox.png")\n\nB.',
      { notes: ['pathInCode'] },
    ],
    [
      'a literal block',
      'A::\n\n    cd ‸\n\nB.',
      'A::\n\n    cd images/fox.png\n\nB.',
      { notes: ['pathInCode'] },
    ],
    [
      'code in a line',
      'Run ``a ‸`` now.',
      'Run ``a images/fox.png`` now.',
      { notes: ['pathInCode'] },
    ],
    ['a role', 'See :ref:`fo‸x` now.', `See :ref:\`fox\` |fox| now.\n\n${definition}`],
    [
      'a link',
      'See `fo‸x <https://a.b>`_ now.',
      `See \`fox <https://a.b>\`_ |fox| now.\n\n${definition}`,
    ],
    ['emphasis', 'A *red ‸fox* runs.', `A *red fox* |fox| runs.\n\n${definition}`],
    ['a comment', '.. see ‸\n\nA.', '.. see images/fox.png\n\nA.', { notes: ['pathInComment'] }],
    ...(['auto', 'below', 'cursor'] as const).map((placement): InsertionCase => [
      `above a leading comment, ${placement}`,
      '‸.. Made by\n   sphinx.\n\n.. title:: A\n\nB.',
      `.. Made by\n   sphinx.\n\n${block}\n\n.. title:: A\n\nB.`,
      { placement, notes: ['moved'] },
    ]),
    [
      'below a leading comment',
      '.. Made‸ by\n   sphinx.\n\nB.',
      `.. Made by\n   sphinx.\n\n${block}\n\nB.`,
      { placement: 'below' },
    ],
    [
      'below the second line of a comment',
      'A.\n\n..\n   Made by\n   sphinx.‸\n\nB.',
      `A.\n\n..\n   Made by\n   sphinx.\n\n${block}\n\nB.`,
      { placement: 'below' },
    ],
    [
      'above two comments',
      '‸.. a\n\n.. b\n\n.. note:: C',
      `.. a\n\n.. b\n\n${block}\n\n.. note:: C`,
      { notes: ['moved'] },
    ],
    [
      'above a comment and a title',
      '‸.. a\n\n.. _b:\n\nC D\n===\n\nE.',
      `.. a\n\n.. _b:\n\nC D\n===\n\n${block}\n\nE.`,
      { notes: ['moved'] },
    ],
    [
      'above a comment and a target',
      '‸.. a\n\n.. _b:\n\nC.',
      `.. a\n\n${block}\n\n.. _b:\n\nC.`,
      { notes: ['moved'] },
    ],
    ['an empty line above a comment', '‸\n.. a\n\nB.', `${block}\n\n.. a\n\nB.`],
    [
      'an image that begins an item',
      '* - A\n  - .. image:: ‸\n       :alt: x\n',
      '* - A\n  - .. image:: images/fox.png\n       :alt: x\n',
    ],
    [
      'the alt text of an image that begins an item',
      '1. .. image::\n      :alt: ‸\n',
      '1. .. image:: images/fox.png\n      :alt: A fox\n',
    ],
    [
      'code that begins an item',
      '- .. code-block:: c\n\n     open("‸")\n\nB.',
      '- .. code-block:: c\n\n     open("images/fox.png")\n\nB.',
      { notes: ['pathInCode'] },
    ],
    [
      'a note that begins an item',
      '- .. note:: A.‸\n\nB.',
      `- .. note:: A.\n\n     ${directive('     ')}\n\nB.`,
    ],
    ['a path', '.. image:: ‸', '.. image:: images/fox.png'],
    ['a path without a space', '.. image::‸', '.. image:: images/fox.png'],
    [
      'an old path',
      '.. figure:: old‸.png\n   :alt: B\n\n   Caption',
      '.. figure:: images/fox.png\n   :alt: B\n\n   Caption',
    ],
    ['the alt text', '.. image::\n   :alt: ‸', block],
    [
      'an old alt text',
      '.. image:: old.png\n   :alt: B‸\n   :width: 3',
      '.. image:: images/fox.png\n   :alt: A fox\n   :width: 3',
    ],
    [
      'another option',
      '.. image:: old.png\n   :width: 3‸\n\nB.',
      `.. image:: old.png\n   :width: 3\n\n${block}\n\nB.`,
    ],
    [
      'a caption',
      '.. figure:: old.png\n\n   Caption.‸\n',
      `.. figure:: old.png\n\n   Caption.\n\n   ${directive('   ')}\n`,
    ],
    [
      'a grid table with room',
      '+----------+---+\n| ‸         | B |\n+----------+---+\n',
      `+----------+---+\n| |fox|    | B |\n+----------+---+\n\n${definition}\n`,
    ],
    [
      'a grid table without room',
      '+---+---+\n| A‸ | B |\n+===+===+\n| 狐| D |\n+---+---+\n',
      `+---------+---+\n| A |fox| | B |\n+=========+===+\n| 狐      | D |\n+---------+---+\n\n${definition}\n`,
    ],
    [
      'a simple table',
      '===  ===\nA‸    B\n===  ===\nC    D\n===  ===\n\nE.',
      `=======  ===\nA |fox|  B\n=======  ===\nC        D\n=======  ===\n\nE.\n\n${definition}`,
    ],
    [
      'the last column of a simple table',
      '===  ===\nA    B‸\n===  ===\n',
      `===  ===\nA    B |fox|\n===  ===\n\n${definition}\n`,
    ],
    [
      'CRLF',
      'A.‸\r\n\r\nB.',
      `A.\r\n\r\n${block.replace('\n', '\r\n')}\r\n\r\nB.`,
      { eol: '\r\n' },
    ],
    [
      'a template',
      '- A.‸',
      '- A.\n\n  .. figure:: images/fox.png\n     :alt: A fox',
      { template: '.. figure:: ${path}\n   :alt: ${alt}' },
    ],
    [
      'spaces in a path',
      '‸',
      '.. image:: images/a\\ b.png\n   :alt: A fox',
      { images: [{ ...fox, path: 'images/a b.png' }] },
    ],
  ]);
});
