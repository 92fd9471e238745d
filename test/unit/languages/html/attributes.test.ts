import { html } from '../../../../src/languages/html/html.ts';
import { testInsertions } from './testInsertions.ts';

describe('Images in the tags of HTML', () => {
  describe('in values that are paths', () => {
    testInsertions(html, [
      ['<img src="‸">', '<img src="images/fox.png">'],
      ["<img src='‸'>", "<img src='images/fox.png'>"],
      ['<img src=‸>', '<img src="images/fox.png">'],
      ['<img src=old.png‸ alt=x>', '<img src="images/fox.png" alt=x>'],
      ['<img src="./‸" alt="x">', '<img src="images/fox.png" alt="x">'],
      ['<img src="images/‸" alt="x">', '<img src="images/fox.png" alt="x">'],
      ['<img src="old‸.png" alt="x">', '<img src="images/fox.png" alt="x">'],
      ['<img src="«old.png»" alt="x">', '<img src="images/fox.png" alt="x">'],
      ['<img src="‸', '<img src="images/fox.png'],
      ['<img src="‸\n<p class="a">x</p>', '<img src="images/fox.png\n<p class="a">x</p>'],
      ['<img srcset="a.png 1x, ‸ 2x">', '<img srcset="a.png 1x, images/fox.png 2x">'],
      ['<img srcset="a.png 1x, b‸.png 2x">', '<img srcset="a.png 1x, images/fox.png 2x">'],
      ['<img srcset="a.png 1x,‸">', '<img srcset="a.png 1x, images/fox.png">'],
      ['<img srcset="a.png 1x‸">', '<img srcset="a.png 1x, images/fox.png">'],
      ['<source srcset="‸">', '<source srcset="images/fox.png">'],
      ['<source srcset="‸ 2x">', '<source srcset="images/fox.png 2x">'],
      ['<link rel="icon" href="‸">', '<link rel="icon" href="images/fox.png">'],
      ['<video poster="‸"></video>', '<video poster="images/fox.png"></video>'],
      [
        '<meta property="og:image" content="‸">',
        '<meta property="og:image" content="images/fox.png">',
      ],
      ['<object data="‸"></object>', '<object data="images/fox.png"></object>'],
      ['<a href="‸">x</a>', '<a href="images/fox.png">x</a>'],
      ['<a href="https://example.com/‸x">y</a>', '<a href="https://example.com/x">IMG y</a>'],
      ['<div data-src="‸"></div>', '<div data-src="images/fox.png"></div>'],
      ['<image href="‸" />', '<image href="images/fox.png" />'],
    ]);
  });

  describe('in other values', () => {
    testInsertions(html, [
      ['<p title="‸">x</p>', '<p title="images/fox.png">x</p>', 'pathOnly'],
      ['<p title="See‸">x</p>', '<p title="See images/fox.png">x</p>', 'pathOnly'],
      ['<p style="background: ‸;">x</p>', `<p style="background: url('images/fox.png');">x</p>`],
      ["<p style='background: ‸;'>x</p>", `<p style='background: url("images/fox.png");'>x</p>`],
      ['<p style="background: url(‸)">x</p>', '<p style="background: url(images/fox.png)">x</p>'],
      ['<p style="‸">x</p>', `<p style="background-image: url('images/fox.png');">x</p>`],
      ['<p onclick="show(‸)">x</p>', `<p onclick="show('images/fox.png')">x</p>`],
      [`<p onclick="show('‸')">x</p>`, `<p onclick="show('images/fox.png')">x</p>`],
    ]);
  });

  describe('in an image', () => {
    testInsertions(html, [
      ['<img alt="‸">', '<img src="images/fox.png" alt="A fox">'],
      ['<img src="" alt="‸">', '<img src="images/fox.png" alt="A fox">'],
      ['<img src="old.png" alt="‸">', '<img src="images/fox.png" alt="A fox">'],
      ['<img src="old.png" alt="An ‸owl">', '<img src="old.png" alt="An owl">\nIMG'],
      ['<img ‸>', 'IMG'],
      ['<img‸>', 'IMG'],
      ['<img src‸>', '<img src="images/fox.png" alt="A fox">'],
      ['<img ‸class="a">', '<img src="images/fox.png" alt="A fox" class="a">'],
      ['<img class="a" ‸>', '<img class="a" src="images/fox.png" alt="A fox">'],
      ['<img src="old.png" ‸alt="">', '<img src="old.png" alt="">\nIMG'],
      ['<p><img src="old.png" wid‸th="3"> x</p>', '<p><img src="old.png" width="3">IMG x</p>'],
    ]);
  });

  describe('in other tags', () => {
    testInsertions(html, [
      ['<div ‸class="a"></div>', '<div class="a">IMG</div>'],
      ['<di‸v>\n  <p>x</p>\n</div>', '<div>\n  IMG\n  <p>x</p>\n</div>'],
      ['<div>\n  x\n</di‸v>', '<div>\n  x\n</div>\nIMG'],
      ['<ul ‸>\n  <li>x</li>\n</ul>', '<ul >\n  <li>IMG</li>\n  <li>x</li>\n</ul>'],
      ['<p>one</‸p>', '<p>one</p>\nIMG'],
      ['<br ‸>x', '<br >IMG x'],
    ]);
  });

  describe('in styles and scripts', () => {
    testInsertions(html, [
      [
        '<style>\n.a { background: ‸; }\n</style>',
        '<style>\n.a { background: url("images/fox.png"); }\n</style>',
      ],
      [
        '<style>.a { background: url(‸) }</style>',
        '<style>.a { background: url(images/fox.png) }</style>',
      ],
      [`<script>const a = '‸';</script>`, `<script>const a = 'images/fox.png';</script>`],
      [
        '<script type="text/template">\n  <p>‸</p>\n</script>',
        '<script type="text/template">\n  <p>IMG</p>\n</script>',
      ],
      [
        '<script type="x-shader/x-vertex">‸</script>',
        '<script type="x-shader/x-vertex">images/fox.png</script>',
        'pathInCode',
      ],
    ]);
  });
});
