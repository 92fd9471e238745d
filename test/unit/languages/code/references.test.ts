import assert from 'node:assert/strict';
import { replacePath } from '../../../../src/languages/index.ts';
import type { ReferencedImage } from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { getLanguage } from '../support/insertInto.ts';
import { testReferences } from '../support/testReferences.ts';

describe('References in code', () => {
  testReferences('dart', [
    [
      "var a = 'images/fox.png'; // 'b.png'\nvar c = r'c\\d.webp';",
      [
        ["'images/fox.png'", 'images/fox.png', 'images/fox.png'],
        ["r'c\\d.webp'", 'c\\d.webp', 'c\\d.webp'],
      ],
    ],
    [
      "Image.asset('a/it\\'s \\$5 \\u{72D0}.png')",
      [["'a/it\\'s \\$5 \\u{72D0}.png'", "a/it\\'s \\$5 \\u{72D0}.png", "a/it's $5 狐.png"]],
    ],
    ["var a = ['$name.png', '${a + b}.png', 'a.png ', '.png', '*.png', 'png'];", []],
  ]);
  testReferences('swift', [
    [
      'let a = "a \\"b\\".png"; let b = #"c\\d.png"#; let c = URL(string: "https://a.b/c.png?d=1#e")',
      [
        ['"a \\"b\\".png"', 'a \\"b\\".png', 'a "b".png'],
        ['#"c\\d.png"#', 'c\\d.png', 'c\\d.png'],
        ['"https://a.b/c.png?d=1#e"', 'https://a.b/c.png?d=1#e', 'https://a.b/c.png?d=1#e'],
      ],
    ],
    [
      'Image("fox"); Image(decorative: "hare"); UIImage(named: "owl"); Image(systemName: "star")',
      [
        ['"fox"', 'fox', 'fox'],
        ['"hare"', 'hare', 'hare'],
        ['"owl"', 'owl', 'owl'],
      ],
    ],
    ['Image("fox.png")', [['"fox.png"', 'fox.png', 'fox.png']]],
    ['let a = "\\(name).png", b = #"\\#(name).png"#\n/* "a.png" */', []],
  ]);
  testReferences('kotlin', [
    [
      'val a = "a\\$b.png"; val b = """c${\'$\'}d\\e.png"""',
      [
        ['"a\\$b.png"', 'a\\$b.png', 'a$b.png'],
        ['"""c${\'$\'}d\\e.png"""', "c${'$'}d\\e.png", 'c$d\\e.png'],
      ],
    ],
    [
      'painterResource(R.drawable.fox) // R.drawable.owl\nval a = "R.drawable.hare" + R.mipmap.hare + R.string.fox',
      [
        ['R.drawable.fox', 'fox', 'fox'],
        ['R.mipmap.hare', 'hare', 'hare'],
      ],
    ],
    ['val a = "$name.png"; val b = "${name}.png"; val c = """$name.png"""', []],
  ]);
  testReferences('python', [
    [
      'a = \'a.png\'; b = r"c\\d.png"; c = f"{{e}}.png"; d = "\\u72d0 \\x26 \\U0001F98A.png"; e = "f\\d.png"',
      [
        ["'a.png'", 'a.png', 'a.png'],
        ['r"c\\d.png"', 'c\\d.png', 'c\\d.png'],
        ['f"{{e}}.png"', '{{e}}.png', '{e}.png'],
        ['"\\u72d0 \\x26 \\U0001F98A.png"', '\\u72d0 \\x26 \\U0001F98A.png', '狐 & 🦊.png'],
        ['"f\\d.png"', 'f\\d.png', 'f\\d.png'],
      ],
    ],
    [
      '{"fox.png": "owl.png"}',
      [
        ['"fox.png"', 'fox.png', 'fox.png'],
        ['"owl.png"', 'owl.png', 'owl.png'],
      ],
    ],
    ['"""A module.\n\nSee a.png"""\nf"{name}.png"  # "a.png"\n"a.png\n', []],
  ]);
  testReferences('csharp', [
    ['var a = "b\\"c.png"; // "d.png"', [['"b\\"c.png"', 'b\\"c.png', 'b"c.png']]],
  ]);
  testReferences('go', [['a := `b\\c.png`', [['`b\\c.png`', 'b\\c.png', 'b\\c.png']]]]);
  testReferences('ruby', [
    [
      "a = \"b\\#c.png\"; b = 'd\\'e\\f.png'",
      [
        ['"b\\#c.png"', 'b\\#c.png', 'b#c.png'],
        ["'d\\'e\\f.png'", "d\\'e\\f.png", "d'e\\f.png"],
      ],
    ],
    ['a = "#{name}.png"\nb = "$name.png"', []],
  ]);
  testReferences('typescript', [
    [
      "const a = ['a\\'b.png', `c.png`, `${d}.png`, '/e%20f.png', 'g%20h.png']; // 'i.png'",
      [
        ["'a\\'b.png'", "a\\'b.png", "a'b.png"],
        ['`c.png`', 'c.png', 'c.png'],
        ["'/e%20f.png'", '/e%20f.png', '/e f.png'],
        ["'g%20h.png'", 'g%20h.png', 'g%20h.png'],
      ],
    ],
    ["const a = '.png', b = '**/*.png', c = 'a.pngx';", []],
  ]);
  testReferences('typescriptreact', [
    [
      "const a = 'b%20c.png';\nconst d = <img src={'e.png'} alt=\"\" />;",
      [
        ["'b%20c.png'", 'b%20c.png', 'b c.png'],
        ['<img src={\'e.png\'} alt="" />', 'e.png', 'e.png', '', ''],
      ],
    ],
  ]);
  testReferences('svelte', [
    [
      "<script>let a = 'b%20c.png';</script>\n<img src={'e.png'} alt=\"\">\n<A b={'f.png'} />",
      [
        ["'b%20c.png'", 'b%20c.png', 'b c.png'],
        ['<img src={\'e.png\'} alt="">', 'e.png', 'e.png', '', ''],
        ["'f.png'", 'f.png', 'f.png'],
      ],
    ],
  ]);
  testReferences('html', [["<script>show('a.png');</script>", [["'a.png'", 'a.png', 'a.png']]]]);
});

describe('References in data', () => {
  testReferences('json', [
    [
      '{"a.png": "b\\"\\/c\\u72d0.png", "d": ["e.png" // "f.png"\n]}',
      [
        ['"b\\"\\/c\\u72d0.png"', 'b\\"\\/c\\u72d0.png', 'b"/c狐.png'],
        ['"e.png"', 'e.png', 'e.png'],
      ],
    ],
  ]);
  testReferences('toml', [
    [
      '"a.png" = "b\\\\c.png" # "d.png"\ne = [\'f\\g.png\']',
      [
        ['"b\\\\c.png"', 'b\\\\c.png', 'b\\c.png'],
        ["'f\\g.png'", 'f\\g.png', 'f\\g.png'],
      ],
    ],
  ]);
  testReferences('yaml', [
    [
      'a: ../b c/d.png # e.png\nf:\n  - g.png\n  - h: &i j.png\r\n',
      [
        ['../b c/d.png', '../b c/d.png', '../b c/d.png'],
        ['g.png', 'g.png', 'g.png'],
        ['j.png', 'j.png', 'j.png'],
      ],
    ],
    [
      'a: [b.png, "c, d.png",\n  {e: f.png, g.png: h}]\ni: k.png',
      [
        ['b.png', 'b.png', 'b.png'],
        ['"c, d.png"', 'c, d.png', 'c, d.png'],
        ['f.png', 'f.png', 'f.png'],
        ['k.png', 'k.png', 'k.png'],
      ],
    ],
    [
      "a: 'it''s.png'\nb(c): it's#1(2)[3].png\n\"d: e\": \"\\u72d0.png\"",
      [
        ["'it''s.png'", "it''s.png", "it's.png"],
        ["it's#1(2)[3].png", "it's#1(2)[3].png", "it's#1(2)[3].png"],
        ['"\\u72d0.png"', '\\u72d0.png', '狐.png'],
      ],
    ],
    [
      '- a: |\n    b.png\n\n    "c.png"\n  d: e.png\n- >-\n  f.png\n- g.png\nh.png: i',
      [
        ['e.png', 'e.png', 'e.png'],
        ['g.png', 'g.png', 'g.png'],
      ],
    ],
  ]);
  testReferences('plaintext', [
    [
      'See images/fox.png, "a b.png", and (owl.png).\n../a b/c d.png\nNo .png here\n',
      [
        ['images/fox.png', 'images/fox.png', 'images/fox.png'],
        ['a b.png', 'a b.png', 'a b.png'],
        ['owl.png', 'owl.png', 'owl.png'],
        ['../a b/c d.png', '../a b/c d.png', '../a b/c d.png'],
      ],
    ],
  ]);
});

describe('The path of a reference in code', () => {
  const image: ReferencedImage = { path: '../b/red fox.png', form: 'path', alt: '' };
  const resource: ReferencedImage = { path: 'red_fox', form: 'resource', alt: '' };
  for (const [id, text, oldPath, newImage, expected] of [
    ['dart', "f('a.png');", 'a.png', image, "f('../b/red fox.png');"],
    ['swift', 'f("a.png")', 'a.png', image, 'f("../b/red fox.png")'],
    ['swift', 'Image("fox")', 'fox', resource, 'Image("red_fox")'],
    ['kotlin', 'f("a.png")', 'a.png', image, 'f("../b/red fox.png")'],
    ['kotlin', 'f(R.drawable.fox)', 'fox', resource, 'f(R.drawable.red_fox)'],
    ['python', "f('a.png')", 'a.png', image, "f('../b/red fox.png')"],
    ['typescript', "f('a.png');", 'a.png', image, "f('../b/red fox.png');"],
    ['json', '["a.png"]', 'a.png', image, '["../b/red fox.png"]'],
    ['toml', 'a = "a.png"', 'a.png', image, 'a = "../b/red fox.png"'],
    ['yaml', 'a: a.png # b', 'a.png', image, 'a: ../b/red fox.png # b'],
    ['yaml', 'a: [b, a.png]', 'a.png', image, 'a: [b, ../b/red fox.png]'],
    ['yaml', "a: 'it''s a.png'", "it's a.png", image, "a: '../b/red fox.png'"],
    ['plaintext', 'See a.png.', 'a.png', image, 'See ../b/red fox.png.'],
  ] as const) {
    it(`${id}: ${JSON.stringify(text)}`, () => {
      const edits = replacePath(text, oldPath, newImage, getLanguage(id), '\n');
      assert.equal(applyEdits(text, edits), expected);
    });
  }
});
