import assert from 'node:assert/strict';
import { html } from '../../../../src/languages/html/html.ts';
import { cat, fox, testInsertions } from './testInsertions.ts';
import { insertMarked } from '../support/insertMarked.ts';

const page = (body: string) => `<!doctype html>\n<html>\n  <body>${body}\n  </body>\n</html>\n`;

describe('Images in the text of HTML', () => {
  describe('at the start of a file', () => {
    testInsertions(html, [
      ['‸', 'IMG'],
      ['‸<p>Text</p>', 'IMG\n<p>Text</p>'],
      ['‸Text', 'IMG\nText'],
      [`‸${page('\n    <p>x</p>')}`, page('\n    IMG\n    <p>x</p>'), 'moved'],
      [`<!doc‸type html>\n<p>x</p>`, '<!doctype html>\nIMG\n<p>x</p>', 'moved'],
      ['‸<!doctype html>\n<p>x</p>', '<!doctype html>\nIMG\n<p>x</p>', 'moved'],
      [
        '<!doctype html>\n‸\n<html>\n<body>\n</body>\n</html>',
        '<!doctype html>\n\n<html>\n<body>\n  IMG\n</body>\n</html>',
        'moved',
      ],
      ['‸<!-- License -->\n<p>x</p>', 'IMG\n<!-- License -->\n<p>x</p>'],
      ['‸---\ntitle: x\n---\n\n<p>x</p>', '---\ntitle: x\n---\nIMG\n\n<p>x</p>', 'moved'],
      ['‸<?xml version="1.0"?>\n<p>x</p>', '<?xml version="1.0"?>\nIMG\n<p>x</p>', 'moved'],
    ]);
  });

  describe('on a line of its own', () => {
    testInsertions(html, [
      ['<div>\n‸\n</div>', '<div>\n  IMG\n</div>'],
      ['<div>\n  ‸\n</div>', '<div>\n  IMG\n</div>'],
      ['<div>\n\t<p>x</p>\n‸\n</div>', '<div>\n\t<p>x</p>\n\tIMG\n</div>'],
      [
        '<main>\n    <p>x</p>\n    <div>\n‸\n    </div>\n</main>',
        '<main>\n    <p>x</p>\n    <div>\n        IMG\n    </div>\n</main>',
      ],
      ['<p>one</p><p>two‸</p>', '<p>one</p><p>two</p>\nIMG'],
      ['<p>one</p><p>two <b>x‸</b></p>\n', '<p>one</p><p>two <b>x</b></p>\nIMG\n'],
      ['<div><p>one</p><p>two‸</p>\n</div>', '<div><p>one</p><p>two</p>\n  IMG\n</div>'],
      ['<p>Text</p>\n‸', '<p>Text</p>\nIMG'],
      ['<p>Text</p>\n\n‸\n\n<p>Text</p>', '<p>Text</p>\n\nIMG\n\n<p>Text</p>'],
      ['<div>\n  A fox runs.‸\n</div>', '<div>\n  A fox runs.\n  IMG\n</div>'],
      ['<div>‸\n</div>', '<div>\n  IMG\n</div>'],
      ['<div>\n  <p>x</p>‸\n</div>', '<div>\n  <p>x</p>\n  IMG\n</div>'],
      ['<div>\n  <p>x</p>\n‸</div>', '<div>\n  <p>x</p>\n  IMG\n</div>'],
      ['<div>\n  ‸<p>x</p>\n</div>', '<div>\n  IMG\n  <p>x</p>\n</div>'],
      ['<div>\n‸  <p>x</p>\n</div>', '<div>\n  IMG\n  <p>x</p>\n</div>'],
      ['<p>A fox runs.‸</p>', '<p>A fox runs.</p>\nIMG'],
      ['<div>\n  <p>A <b>fox‸</b></p>\n</div>', '<div>\n  <p>A <b>fox</b></p>\n  IMG\n</div>'],
      ['<h1>Title‸</h1>\n<p>x</p>', '<h1>Title</h1>\nIMG\n<p>x</p>'],
      [
        '<div>\n  <p>\n    A fox.‸\n  </p>\n</div>',
        '<div>\n  <p>\n    A fox.\n  </p>\n  IMG\n</div>',
      ],
      ['<p>\n  A fox.‸\n  A dog.\n</p>', '<p>\n  A fox.\n  IMG\n  A dog.\n</p>'],
      ['<body>\n‸\n</body>', '<body>\n  IMG\n</body>'],
      ['<pre>code‸</pre>', '<pre>code</pre>\nIMG'],
      ['<img src="a.png" alt="">‸\n<p>x</p>', '<img src="a.png" alt="">\nIMG\n<p>x</p>'],
    ]);
  });

  describe('in a line', () => {
    testInsertions(html, [
      ['<p>one ‸two</p>', '<p>one IMG two</p>'],
      ['<p>one‸two</p>', '<p>one IMG two</p>'],
      ['<p>‸Text</p>', '<p>IMG Text</p>'],
      ['<p>‸</p>', '<p>IMG</p>'],
      ['<div>‸</div>', '<div>IMG</div>'],
      ['<div>Text‸</div>', '<div>Text IMG</div>'],
      ['<p>一只‸狐狸</p>', '<p>一只 IMG 狐狸</p>'],
      ['<p>a <b>x</b>‸, y</p>', '<p>a <b>x</b>IMG, y</p>'],
      ['<a href="/">‸</a>', '<a href="/">IMG</a>'],
      ['<button>Buy ‸</button>', '<button>Buy IMG</button>'],
      ['<li>fox‸</li>', '<li>fox IMG</li>'],
      ['<div></div>‸<div></div>', '<div></div>IMG<div></div>'],
      ['<pre>one\n‸\ntwo</pre>', '<pre>one\nIMG\ntwo</pre>'],
      [
        '<figure>\n  ‸\n  <figcaption>x</figcaption>\n</figure>',
        '<figure>\n  IMG\n  <figcaption>x</figcaption>\n</figure>',
      ],
      ['<figcaption>A fox‸</figcaption>', '<figcaption>A fox IMG</figcaption>'],
      ['a &am‸p; b', 'a &amp; IMG b'],
      ['a < ‸b', 'a < IMG b'],
    ]);
  });

  describe('where the content is limited', () => {
    testInsertions(html, [
      ['<ul>\n  <li>one</li>\n  ‸\n</ul>', '<ul>\n  <li>one</li>\n  <li>IMG</li>\n</ul>'],
      ['<ul>‸</ul>', '<ul><li>IMG</li></ul>'],
      ['<ol>\n  <li>one</li>‸\n</ol>', '<ol>\n  <li>one</li>\n  <li>IMG</li>\n</ol>'],
      ['<ul>\n  <li>‸</li>\n</ul>', '<ul>\n  <li>IMG</li>\n</ul>'],
      ['<dl>\n  <dt>Fox</dt>\n  ‸\n</dl>', '<dl>\n  <dt>Fox</dt>\n  <dd>IMG</dd>\n</dl>'],
      ['<table><tr><td>a</td>‸</tr></table>', '<table><tr><td>a</td><td>IMG</td></tr></table>'],
      ['<table><tr><td>a‸</td></tr></table>', '<table><tr><td>a IMG</td></tr></table>'],
      ['<table><tr><td>‸<td>b</table>', '<table><tr><td>IMG<td>b</table>'],
      ['<table>\n  ‸\n</table>', '<table>\n  <tr><td>IMG</td></tr>\n</table>'],
      [
        '<tbody>\n  <tr><td>a</td></tr>‸\n</tbody>',
        '<tbody>\n  <tr><td>a</td></tr>\n  <tr><td>IMG</td></tr>\n</tbody>',
      ],
      ['<select>‸</select>', '<select></select>\nIMG', 'moved'],
      [
        '<select><option>a‸</option></select>',
        '<select><option>a images/fox.png</option></select>',
        'pathOnly',
      ],
      ['<textarea>‸</textarea>', '<textarea>images/fox.png</textarea>', 'pathOnly'],
      ['<title>‸</title>', '<title>images/fox.png</title>', 'pathOnly'],
      ['<video src="a.mp4">‸</video>', '<video src="a.mp4"></video>\nIMG', 'moved'],
      ['<picture>\n  ‸\n</picture>', '<picture>\n  IMG\n</picture>'],
      [
        '<picture>‸<img src="a.png" alt=""></picture>',
        '<picture><source srcset="images/fox.png"><img src="a.png" alt=""></picture>',
      ],
      [
        '<picture><img src="a.png" alt="">‸</picture>',
        '<picture><img src="a.png" alt=""></picture>\nIMG',
        'moved',
      ],
      [
        '<svg>\n  ‸\n</svg>',
        '<svg>\n  <image href="images/fox.png" role="img" aria-label="A fox" />\n</svg>',
      ],
      [
        '<svg><path d="">‸</path></svg>',
        '<svg><path d=""></path><image href="images/fox.png" role="img" aria-label="A fox" /></svg>',
        'moved',
      ],
      ['<svg><title>‸</title></svg>', '<svg><title>images/fox.png</title></svg>', 'pathOnly'],
      [
        '<svg><foreignObject>‸</foreignObject></svg>',
        '<svg><foreignObject>IMG</foreignObject></svg>',
      ],
      [
        '<html>\n<head>\n  ‸\n</head>\n<body>\n  <p>x</p>\n</body>\n</html>',
        '<html>\n<head>\n  \n</head>\n<body>\n  IMG\n  <p>x</p>\n</body>\n</html>',
        'moved',
      ],
      ['<head>\n  <title>x</title>\n</head>‸', '<head>\n  <title>x</title>\n</head>\nIMG'],
      [
        '<html><body>\n  <p>x</p>\n</body>‸</html>',
        '<html><body>\n  <p>x</p>\n  IMG\n</body></html>',
        'moved',
      ],
      ['<iframe src="a">‸</iframe>', '<iframe src="a"></iframe>\nIMG', 'moved'],
      ['<object>‸</object>', '<object>IMG</object>'],
    ]);
  });

  describe('in comments', () => {
    testInsertions(html, [
      ['<!-- ‸ -->', '<!-- images/fox.png -->', 'pathInComment'],
      ['<!-- see‸ -->', '<!-- see images/fox.png -->', 'pathInComment'],
      ['<!-- images/‸ -->', '<!-- images/fox.png -->', 'pathInComment'],
      ['<!-- ‸', '<!-- images/fox.png', 'pathInComment'],
    ]);
  });

  describe('below the paragraph', () => {
    testInsertions(
      html,
      [
        ['<p>A ‸fox runs.</p>', '<p>A fox runs.</p>\nIMG'],
        ['<div>\n  A ‸fox\n  runs.\n</div>', '<div>\n  A fox\n  runs.\n  IMG\n</div>'],
        ['<li>A ‸fox runs.</li>', '<li>A fox runs. IMG</li>'],
        ['A ‸fox\nruns.\n\nA dog.', 'A fox\nruns.\nIMG\n\nA dog.'],
        ['<div>A ‸<b>fox</b> runs.<p>x</p></div>', '<div>A <b>fox</b> runs. IMG<p>x</p></div>'],
        ['<td>A ‸fox</td>', '<td>A fox IMG</td>'],
      ],
      { context: { placement: 'below' } },
    );
  });

  describe('after the prompt', () => {
    testInsertions(
      html,
      [
        [
          '<p>A fox runs.‸ It is red.</p>\n<p>x</p>',
          '<p>A fox runs. It is red.</p>\nIMG\n<p>x</p>',
        ],
        ['  A fox runs.‸', '  A fox runs.\n  IMG'],
      ],
      { context: { isAfterPrompt: true } },
    );
  });

  describe('at the cursor', () => {
    testInsertions(
      html,
      [
        ['<p>A fox runs.‸</p>', '<p>A fox runs. IMG</p>'],
        ['A fox.‸\n', 'A fox. IMG\n'],
        ['‸<!doctype html>\n<p>x</p>', '<!doctype html>\nIMG\n<p>x</p>', 'moved'],
      ],
      { context: { placement: 'cursor' } },
    );
  });

  describe('instead of a selection', () => {
    testInsertions(html, [
      ['<p>«A fox»</p>', '<p>IMG</p>'],
      ['<p>a «fox» runs</p>', '<p>a IMG runs</p>'],
      ['«<img src="a.png" alt="a">»', 'IMG'],
      ['<div>\n  «<p>A fox</p>»\n</div>', '<div>\n  IMG\n</div>'],
      ['<p>on«e</p><p>tw»o</p>', '<p>one</p><p>tw IMG o</p>'],
      ['<p>«A <b>fo»x</b></p>', '<p>A <b>fo IMG x</b></p>'],
    ]);
  });

  describe('of several images', () => {
    const second = '<img src="images/cat.png" alt="A cat">';
    testInsertions(
      html,
      [
        ['<div>\n  ‸\n</div>', `<div>\n  IMG\n  ${second}\n</div>`],
        ['<p>one ‸two</p>', `<p>one IMG ${second} two</p>`],
        ['<ul>\n  ‸\n</ul>', `<ul>\n  <li>IMG</li>\n  <li>${second}</li>\n</ul>`],
        ['<table>‸</table>', `<table><tr><td>IMG</td><td>${second}</td></tr></table>`],
        ['<tr>‸</tr>', `<tr><td>IMG</td><td>${second}</td></tr>`],
        ['<img src="‸" alt="">', `<img src="images/fox.png" alt="">\n${second}`],
        ['<img srcset="‸">', '<img srcset="images/fox.png 1x, images/cat.png 2x">'],
        ['<!-- ‸ -->', '<!-- images/fox.png images/cat.png -->', 'pathInComment'],
      ],
      { images: [fox, cat] },
    );
  });

  describe('with Windows line breaks', () => {
    testInsertions(
      html,
      [
        ['<div>\r\n  ‸\r\n</div>', '<div>\r\n  IMG\r\n</div>'],
        ['<p>A fox.‸</p>\r\n', '<p>A fox.</p>\r\nIMG\r\n'],
        ['<div>\r\n  Text‸\r\n</div>', '<div>\r\n  Text\r\n  IMG\r\n</div>'],
      ],
      { context: { eol: '\r\n' } },
    );
  });

  describe('with a custom reference', () => {
    testInsertions(
      html,
      [
        [
          '<div>\n  ‸\n</div>',
          '<div>\n  <figure>\n    <img src="images/fox.png">\n    A fox\n  </figure>\n</div>',
        ],
        ['<img src="‸">', '<img src="images/fox.png">'],
      ],
      {
        context: {
          template: '<figure>\n  <img src="${path}">\n  ${alt}\n</figure>',
        },
      },
    );
  });

  it('reports the ranges of the alt texts', () => {
    const images = [{ ...fox, alt: 'A "red" fox' }, cat];
    const { alts } = insertMarked(html, '<ul>\n  ‸\n</ul>', images);
    assert.deepEqual(alts, ['A &quot;red&quot; fox', 'A cat']);
    assert.deepEqual(insertMarked(html, '<img alt="‸">', [fox]).alts, ['A fox']);
  });
});
