import { testInsertions } from './testInsertions.ts';

describe('Insertion into HTML in Markdown', () => {
  testInsertions('markdown', [
    ['<!-- a --‸>\n\nText.', '<!-- a -->\n\n![F](i/f.png)\n\nText.'],
    ['<scr‸ipt>\na();\n</script>\n\nText.', '<script>\na();\n</script>\n\n![F](i/f.png)\n\nText.'],
    [
      'Text.\n\n[a]: https://exa‸mple.com\n',
      'Text.\n\n[a]: https://example.com\n\n![F](i/f.png)\n',
    ],
    ['<!-- ‸ -->', '<!-- i/f.png -->', { note: 'pathInComment' }],
    ['<!-- a\n\n‸\n\nb -->', '<!-- a\n\ni/f.png\n\nb -->', { note: 'pathInComment' }],
    ['text <!-- a‸ b --> more', 'text <!-- a i/f.png b --> more', { note: 'pathInComment' }],
    ['<https://exa‸mple.com>', '<https://example.com>\n\n![F](i/f.png)'],
    ['<p align="center">\n  ‸\n</p>', '<p align="center">\n  <img src="i/f.png" alt="F">\n</p>'],
    ['<p align="center">‸</p>', '<p align="center"><img src="i/f.png" alt="F"></p>'],
    [
      '<table><tr><td>‸</td></tr></table>',
      '<table><tr><td><img src="i/f.png" alt="F"></td></tr></table>',
    ],
    ['<tr>\n<td>‸</td>\n</tr>', '<tr>\n<td><img src="i/f.png" alt="F"></td>\n</tr>'],
    ['<td>‸</td>', '<td><img src="i/f.png" alt="F"></td>'],
    [
      '<details>\n<summary>More</summary>\n‸\n</details>',
      '<details>\n<summary>More</summary>\n<img src="i/f.png" alt="F">\n</details>',
    ],
    [
      '<details>\n<summary>More</summary>\n\n‸\n\n</details>',
      '<details>\n<summary>More</summary>\n\n![F](i/f.png)\n\n</details>',
    ],
    [
      '<details>\n<summary>A fox‸</summary>\n</details>',
      '<details>\n<summary>A fox <img src="i/f.png" alt="F"></summary>\n</details>',
    ],
    [
      '<picture>\n  <source srcset="‸">\n  <img src="a.png" alt="">\n</picture>',
      '<picture>\n  <source srcset="i/f.png">\n  <img src="a.png" alt="">\n</picture>',
    ],
    [
      '<picture>\n  <source srcset="a.png">\n  <img src="‸" alt="">\n</picture>',
      '<picture>\n  <source srcset="a.png">\n  <img src="i/f.png" alt="">\n</picture>',
    ],
    ['<img src="old‸.png" alt="Fox">', '<img src="i/f.png" alt="Fox">'],
    ['<img src="" alt="‸">', '<img src="i/f.png" alt="F">'],
    ['<img src="a.png" alt="‸">', '<img src="i/f.png" alt="F">'],
    ['<img ‸src="a.png" alt="">', '<img src="a.png" alt="">\n\n![F](i/f.png)'],
    ['text <img src="‸" alt=""> more', 'text <img src="i/f.png" alt=""> more'],
    ['text <b>bo‸ld</b> more', 'text <b>bo ![F](i/f.png) ld</b> more'],
    ['text <b title="‸">bold</b> more', 'text <b title="">![F](i/f.png) bold</b> more'],
    ['<p>\n  A fox runs.‸\n</p>', '<p>\n  A fox runs.\n  <img src="i/f.png" alt="F">\n</p>'],
    ['<p>A</p>‸\nText', '<p>A</p>\n<img src="i/f.png" alt="F">\nText'],
    ['<p>A</p>\n‸\nText', '<p>A</p>\n\n![F](i/f.png)\n\nText'],
    ['‸<p>A</p>', '![F](i/f.png)\n\n<p>A</p>'],
    ['<div>‸\n</div>', '<div>\n  <img src="i/f.png" alt="F">\n</div>'],
    ['<div style="background: ‸"></div>', '<div style="background: url(i/f.png)"></div>'],
    [
      '<script>\nvar a = ‸\n</script>',
      '<script>\nvar a = i/f.png\n</script>',
      { note: 'pathInCode' },
    ],
    ['<a href="‸"><img src="x.png"></a>', '<a href="i/f.png"><img src="x.png"></a>'],
    ['<img src="images/‸', '<img src="i/f.png'],
  ]);
});
