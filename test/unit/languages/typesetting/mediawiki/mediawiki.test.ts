import { mediaWiki } from '../../../../../src/languages/typesetting/mediawiki/mediawiki.ts';
import { fox, owl, testInsertions } from '../testInsertions.ts';

const image = '[[File:Fox.png|alt=A fox]]';
const second = '[[File:Owl.png|alt=An owl]]';
const two = { images: [fox, owl] };

describe('Insertion into MediaWiki', () => {
  testInsertions(mediaWiki, [
    ['an empty document', '‸', image],
    ['an empty line', 'A.\n\n‸\n\nB.', `A.\n\n${image}\n\nB.`],
    ['the end of a sentence', 'A fox.‸\n\nB.', `A fox.\n\n${image}\n\nB.`],
    ['the middle of a line', 'A fox ‸runs.', `A fox ${image} runs.`],
    ['two images', 'A.‸', `A.\n\n${image}\n\n${second}`, two],
    ['a heading', '== A f‸ox ==\nB.', `== A fox ==\n\n${image}\n\nB.`],
    ['an item', '* A‸\n* B', `* A ${image}\n* B`],
    ['a cell', '{|\n|-\n| A || ‸\n|}', `{|\n|-\n| A || ${image}\n|}`],
    ['an empty row', '{|\n|-\n‸\n|}', `{|\n|-\n| ${image}\n|}`],
    [
      'the start of a table',
      '{| class="‸wikitable"\n|-\n| A\n|}',
      `{| class="wikitable"\n|-\n| A\n|}\n\n${image}`,
    ],
    [
      'a template parameter',
      '{{Infobox\n| image = ‸\n| name = Fox\n}}',
      '{{Infobox\n| image = Fox.png\n| name = Fox\n}}',
    ],
    [
      'an old template parameter',
      '{{Infobox|image=Old‸.png|name=Fox}}',
      '{{Infobox|image=Fox.png|name=Fox}}',
    ],
    ['another template parameter', '{{Box|text=A ‸}}', `{{Box|text=A ${image}}}`],
    ['a template name', '{{Inf‸obox}} B', `{{Infobox}} ${image} B`],
    [
      'a gallery',
      '<gallery>\nA.png|A\n‸\n</gallery>',
      '<gallery>\nA.png|A\nFile:Fox.png|alt=A fox\n</gallery>',
    ],
    [
      'a line of a gallery',
      '<gallery>\nA.png|A‸\n</gallery>',
      '<gallery>\nA.png|A\nFile:Fox.png|alt=A fox\nFile:Owl.png|alt=An owl\n</gallery>',
      two,
    ],
    ['nowiki', '<nowiki>‸</nowiki>', '<nowiki>Fox.png</nowiki>', { notes: ['pathInCode'] }],
    ['a comment', '<!-- ‸ -->', '<!-- Fox.png -->', { notes: ['pathInComment'] }],
    ['a link', 'See [[the ‸fox]] now.', `See [[the fox]] ${image} now.`],
    ['a path', '[[File:‸]]', '[[File:Fox.png]]'],
    ['an old path', '[[File:Old‸.png|thumb|A]]', '[[File:Fox.png|thumb|A]]'],
    ['the alt text', '[[File:Old.png|thumb|alt=‸|A]]', '[[File:Fox.png|thumb|alt=A fox|A]]'],
    [
      'special characters',
      '‸',
      '[[File:A_-b-.png|alt=A &#124; b]]',
      { images: [{ ...fox, path: 'x/a [b].png', alt: 'A | b' }] },
    ],
  ]);
});
