import assert from 'node:assert/strict';
import type { Placement, ReferenceForm } from '../../../../src/languages/language.ts';
import { findLanguage } from '../../../../src/languages/registry.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { insertAtRanges } from '../../../../src/languages/text/insertAtRanges.ts';
import { parseRanges } from '../support/parseRanges.ts';

const table = '| a | b |\n|---|---|\n';
const md = '![X](x.png)';
const html = '<img src="x.png" alt="X">';
const jsx = '<img src="x.png" alt="X" />';
const css = 'background-image: url("x.png");';
const latex = '\\includegraphics[width=\\linewidth, alt={X}]{x.png}';

/** `‸` are the cursors, `«…»` selections that are replaced. */
const cases: readonly [place: string, file: string, before: string, after: string][] = [
  // The same paragraph.
  ['one line', 'a.md', 'one‸ two‸ three‸.', `one ${md} two ${md} three ${md}.`],
  ['one paragraph', 'a.md', 'one‸\ntwo‸\nthree‸', `one ${md}\ntwo ${md}\nthree ${md}`],
  [
    'one paragraph and another one',
    'a.md',
    'one‸\ntwo‸\n\nthree.‸',
    `one ${md}\ntwo ${md}\n\nthree.\n\n${md}`,
  ],
  ['one list item', 'a.md', '- one‸\n  two‸\n- three', `- one ${md}\n  two ${md}\n- three`],
  ['one quote', 'a.md', '> one‸\n> two‸', `> one ${md}\n> two ${md}`],
  ['one heading', 'a.md', '# one‸ two‸', `# one ${md} two ${md}`],
  ['one LaTeX paragraph', 'a.tex', 'one‸\ntwo‸', `one ${latex}\ntwo ${latex}`],
  [
    'one Typst paragraph',
    'a.typ',
    'one‸\ntwo‸',
    'one #image("x.png", alt: "X")\ntwo #image("x.png", alt: "X")',
  ],
  [
    'one reStructuredText paragraph, with one definition',
    'a.rst',
    'one‸\ntwo‸',
    'one |x|\ntwo |x|\n\n.. |x| image:: x.png\n   :alt: X',
  ],
  // Cells.
  ['one table row', 'a.md', `${table}| c‸ | ‸ |\n`, `${table}| c ${md} | ${md} |\n`],
  ['one table cell', 'a.md', `${table}| c‸ d‸ | |\n`, `${table}| c ${md} d ${md} | |\n`],
  // Elements.
  ['one element', 'a.jsx', 'a = <p>one‸ two‸</p>;', `a = <p>one ${jsx} two ${jsx}</p>;`],
  [
    'one attribute list',
    'a.html',
    '<img ‸ class="a" ‸>',
    `<img  class="a" src="x.png" alt="X">\n${html}`,
  ],
  [
    'one attribute list of JSX',
    'a.jsx',
    'a = <p><img ‸ className="a" ‸/></p>;',
    `a = <p><img  className="a" src="x.png" alt="X"/> ${jsx}</p>;`,
  ],
  ['the same attribute', 'a.html', '<img src="a‸b‸">', '<img src="x.png">'],
  ['two attributes', 'a.html', '<img src="‸"><img src="‸">', '<img src="x.png"><img src="x.png">'],
  // Code.
  ['code in Markdown', 'a.md', '```js\nf(‸, "‸")\n```', '```js\nf(x.png, "x.png")\n```'],
  ['a code span', 'a.md', '`a‸b‸`', '`a x.png b x.png`'],
  ['a call', 'a.js', "f(‸, '‸');", "f('x.png', 'x.png');"],
  ['a string', 'a.js', "f('a‸b‸.png');", "f('x.png');"],
  ['a call in Python', 'a.py', 'f(‸, ‸)', 'f("x.png", "x.png")'],
  ['a JSON object', 'a.json', '{"a": ‸, "b": ‸}', '{"a": "x.png", "b": "x.png"}'],
  ['one CSS rule', 'a.css', 'a { ‸ color: red; ‸ }', `a { ${css} color: red; ${css} }`],
  [
    'one CSS value',
    'a.css',
    'a { background: ‸, ‸; }',
    'a { background: url("x.png"), url("x.png"); }',
  ],
  // Where no image can be shown, they go to one place, and once.
  ['front matter', 'a.md', '---\n‸a: b‸\n---\n\ntext', `---\na: b\n---\n\n${md}\n\ntext`],
  [
    'the head',
    'a.html',
    '<head>‸\n‸</head><body>a</body>',
    `<head>\n</head><body>${html} a</body>`,
  ],
  // Cursors at the same position.
  ['identical cursors', 'a.md', 'one‸‸', `one\n\n${md}`],
  ['cursors with nothing but a space between them', 'a.md', 'a ‸ ‸ b', `a ${md} ${md} b`],
  // Selections.
  ['overlapping selections', 'a.md', 'a «b «c» d» e', `a ${md} e`],
  ['selections next to each other', 'a.md', 'a «b»«c» d', `a ${md} ${md} d`],
  ['a line of selections', 'a.md', '«a»«b»', `${md} ${md}`],
  ['a line of selections and spaces', 'a.md', '«a» «b»', `${md} ${md}`],
  ['lines that are selections', 'a.md', '«a»\n«b»', `${md}\n\n${md}`],
  ['a selection and a cursor', 'a.md', 'a «b» c‸ d', `a ${md} c ${md} d`],
  ['a selection and a cursor after it', 'a.md', 'a «b»‸ c', `a ${md} c`],
  [
    'selected attributes',
    'a.html',
    '<img src="«a»"><img src="«b»">',
    '<img src="x.png"><img src="x.png">',
  ],
];

describe('An image at several cursors', () => {
  for (const [place, file, before, after] of cases) {
    it(`goes to each in ${place} of ${file}`, () => {
      assert.equal(insert(file, before), after);
    });
  }

  it('goes below each paragraph once by the setting', () => {
    assert.equal(insert('a.md', 'a‸ b‸\n\nc‸', 'below'), `a b\n\n${md}\n\nc\n\n${md}`);
  });

  it('is imported once', () => {
    assert.equal(
      insert('a.jsx', 'a = <p>‸</p>; b = <p>one‸ two‸</p>;', 'auto', 'import'),
      'import x from \'./x.png\';\n\na = <p><img src={x} alt="X" /></p>; b = <p>one <img src={x} alt="X" /> two <img src={x} alt="X" /></p>;',
    );
  });
});

function insert(
  file: string,
  marked: string,
  placement: Placement = 'auto',
  form: ReferenceForm = 'path',
): string {
  const language = findLanguage('plaintext', file);
  assert.ok(language);
  const { text, ranges } = parseRanges(marked);
  const images = [{ path: 'x.png', form, alt: 'X' }];
  const context = { eol: '\n', isAfterPrompt: false, isCodeCell: false } as const;
  const result = insertAtRanges(text, ranges, placement, (current, range, _, placement) =>
    language.insert(current, range, images, { ...context, placement }),
  );
  assert.equal(applyEdits(text, result.edits), result.textAfter);
  return result.textAfter;
}
