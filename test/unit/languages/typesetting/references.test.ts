import { testReferences } from '../support/testReferences.ts';

describe('References in typesetting languages', () => {
  testReferences('latex', [
    [
      'A \\includegraphics[width=3cm, alt={A \\& b, c}]{a/狐 狸.png} b',
      [
        [
          '\\includegraphics[width=3cm, alt={A \\& b, c}]{a/狐 狸.png}',
          'a/狐 狸.png',
          'a/狐 狸.png',
          'A \\& b, c',
          'A & b, c',
        ],
      ],
    ],
    ['\\includegraphics{"a b.png"}', [['\\includegraphics{"a b.png"}', '"a b.png"', 'a b.png']]],
    ['% \\includegraphics{a.png}\n\\begin{verbatim}\n\\includegraphics{b}\n\\end{verbatim}', []],
  ]);
  testReferences('typst', [
    [
      '#figure(image("a \\"b\\".png", alt: "x\\\\y", width: 3cm))',
      [
        [
          'image("a \\"b\\".png", alt: "x\\\\y", width: 3cm)',
          'a \\"b\\".png',
          'a "b".png',
          'x\\\\y',
          'x\\y',
        ],
      ],
    ],
    ['#image("/狐.png")', [['#image("/狐.png")', '/狐.png', '/狐.png']]],
    ['// #image("a.png")\n`image("b.png")`', []],
  ]);
  testReferences('asciidoc', [
    [
      'image::a%20b.png["x &#34;y&#34;",300]',
      [['image::a%20b.png["x &#34;y&#34;",300]', 'a%20b.png', 'a b.png', 'x &#34;y&#34;', 'x "y"']],
    ],
    [
      'A image:a.png[狐狸] and image:b.png[width=3] b',
      [
        ['image:a.png[狐狸]', 'a.png', 'a.png', '狐狸', '狐狸'],
        ['image:b.png[width=3]', 'b.png', 'b.png'],
      ],
    ],
    [
      'image::a.png[width=3,alt="x"]',
      [['image::a.png[width=3,alt="x"]', 'a.png', 'a.png', 'x', 'x']],
    ],
    ['----\nimage::a.png[]\n----\n\n// image:b.png[]', []],
  ]);
  testReferences('restructuredtext', [
    [
      '* - .. image:: a\\ b.png\n       :alt: A\n  - .. figure:: c.png\n',
      [
        ['.. image:: a\\ b.png\n       :alt: A', 'a\\ b.png', 'a b.png', 'A', 'A'],
        ['.. figure:: c.png', 'c.png', 'c.png'],
      ],
    ],
    [
      '- .. image:: a.png\n\n1. .. image:: b.png\n      :width: 3\n      :alt: 狐狸\n',
      [
        ['.. image:: a.png', 'a.png', 'a.png'],
        ['.. image:: b.png\n      :width: 3\n      :alt: 狐狸', 'b.png', 'b.png', '狐狸', '狐狸'],
      ],
    ],
    [
      '.. |x| image:: a.png\n   :alt: A',
      [['.. |x| image:: a.png\n   :alt: A', 'a.png', 'a.png', 'A', 'A']],
    ],
    [
      '.. note::\n\n   .. image:: a.png\n      :alt: A\n',
      [['.. image:: a.png\n      :alt: A', 'a.png', 'a.png', 'A', 'A']],
    ],
    ['A::\n\n   .. image:: a.png\n\n..\n   .. image:: b.png\n', []],
  ]);
  testReferences('org', [
    [
      '#+ATTR_HTML: :alt A fox :width 3\n[[file:a \\[b\\].png]]',
      [['[[file:a \\[b\\].png]]', 'a \\[b\\].png', 'a [b].png', 'A fox', 'A fox']],
    ],
    [
      'A [[./狐.png]] b [[https://a.b]] [[a.png][text]]',
      [['[[./狐.png]]', './狐.png', './狐.png']],
    ],
    ['#+begin_src c\n[[file:a.png]]\n#+end_src\n# [[file:b.png]]', []],
  ]);
  testReferences('textile', [
    [
      'A !a%20b.png(A fox)! and !>狐.png!:https://a.b',
      [
        ['!a%20b.png(A fox)!', 'a%20b.png', 'a b.png', 'A fox', 'A fox'],
        ['!>狐.png!', '狐.png', '狐.png'],
      ],
    ],
    ['Wow! A fox! Really', []],
    ['bc. !a.png!\n\n<pre>!b.png!</pre>', []],
  ]);
  testReferences('wikitext', [
    [
      '[[File:A_b.png|thumb|alt=x &#38; y|Caption]]',
      [
        [
          '[[File:A_b.png|thumb|alt=x &#38; y|Caption]]',
          'A_b.png',
          'A b.png',
          'x &#38; y',
          'x & y',
        ],
      ],
    ],
    ['[[文件:狐狸.png|缩略图]]', [['[[文件:狐狸.png|缩略图]]', '狐狸.png', '狐狸.png']]],
    ['<nowiki>[[File:A.png]]</nowiki> <!-- [[File:B.png]] --> [[:File:C.png]]', []],
    [
      '<gallery>\nFile:A.png|alt=x|Text\n</gallery>',
      [['File:A.png|alt=x|Text', 'A.png', 'A.png', 'x', 'x']],
    ],
  ]);
});
