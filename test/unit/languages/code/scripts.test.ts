import { fox, getLanguage, owl, testInsertions } from '../support/insertInto.ts';

describe('Insertion into Python', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('python'),
      [
        ['x = ‸', 'x = "images/fox.png"'],
        ['x = ‸\ny = 1', 'x = "images/fox.png"\ny = 1'],
        ['x = "‸"', 'x = "images/fox.png"'],
        ['x = f"{a}/‸"', 'x = f"images/fox.png"'],
        ['open("./‸")', 'open("images/fox.png")'],
        ['open(‸)', 'open("images/fox.png")'],
        ['f(a, ‸)', 'f(a, "images/fox.png")'],
        ['f(a‸)', 'f(a, "images/fox.png")'],
        ['f(a=1‸)', 'f("images/fox.png", a=1)'],
        ['f(a=‸)', 'f(a="images/fox.png")'],
        ['f(‸a)', 'f("images/fox.png", a)'],
        ['x = [‸]', 'x = ["images/fox.png"]'],
        ['x = [\n    ‸\n]', 'x = [\n    "images/fox.png",\n]'],
        ['x = [\n    "a",\n    ‸\n]', 'x = [\n    "a",\n    "images/fox.png",\n]'],
        ['x = [\n    "a"\n    ‸\n]', 'x = [\n    "a",\n    "images/fox.png",\n]'],
        ['x = {"a": ‸}', 'x = {"a": "images/fox.png"}'],
        ['x = {"a": 1, ‸}', 'x = {"a": 1, "fox": "images/fox.png"}'],
        ['# ‸', '# images/fox.png', 'pathInComment'],
        ['def f():\n    """Doc ‸"""\n', 'def f():\n    """Doc images/fox.png"""\n', 'pathInCode'],
        [
          '‸#!/usr/bin/env python\nimport a\n\nx = 1\n',
          '#!/usr/bin/env python\nimport a\n\n"images/fox.png"\n\nx = 1\n',
          'pathInCode',
          'moved',
        ],
        [
          '‸"""Doc."""\nfrom __future__ import annotations\nimport os\n\nx = 1\n',
          '"""Doc."""\nfrom __future__ import annotations\nimport os\n\n"images/fox.png"\n\nx = 1\n',
          'pathInCode',
          'moved',
        ],
        ['‸', '"images/fox.png"', 'pathInCode'],
        ['‸x = 1\n', '"images/fox.png"\nx = 1\n', 'pathInCode'],
        ['x = 1\n‸\n', 'x = 1\n"images/fox.png"\n', 'pathInCode'],
        ['x = 1‸\n', 'x = 1\n"images/fox.png"\n', 'pathInCode'],
        [
          'def f():\n‸\n    return 1\n',
          'def f():\n    "images/fox.png"\n    return 1\n',
          'pathInCode',
        ],
        [
          'def f():\n    a = 1\n‸\n    return 1\n',
          'def f():\n    a = 1\n    "images/fox.png"\n    return 1\n',
          'pathInCode',
        ],
        [
          'def f():‸\n    """Doc."""\n    return 1\n',
          'def f():\n    """Doc."""\n    "images/fox.png"\n    return 1\n',
          'pathInCode',
        ],
        ['@a\n‸def f(): pass\n', '"images/fox.png"\n@a\ndef f(): pass\n', 'pathInCode'],
        [
          'if a:\n    b\n‸\nelse:\n    c\n',
          'if a:\n    b\n    "images/fox.png"\nelse:\n    c\n',
          'pathInCode',
        ],
        [
          'if a:\n    b\n‸else:\n    c\n',
          'if a:\n    b\n    "images/fox.png"\nelse:\n    c\n',
          'pathInCode',
        ],
        ['def f(a‸):\n    pass\n', 'def f(a):\n    "images/fox.png"\n    pass\n', 'pathInCode'],
        ['return ‸', 'return "images/fox.png"'],
        ['x = "unclosed‸', 'x = "images/fox.png"'],
        ['x = "./‸\ny = 1', 'x = "images/fox.png"\ny = 1'],
        [
          'from a import (\n    b,\n    c,‸\n)\nx\n',
          'from a import (\n    b,\n    c,\n)\n"images/fox.png"\nx\n',
          'pathInCode',
        ],
        ['if a == ‸:', 'if a == "images/fox.png":'],
        ['x = r"‸"', 'x = r"images/fox.png"'],
        ['x = [y for y in ‸]', 'x = [y for y in "images/fox.png"]'],
        ['for x in ‸:\n  pass', 'for x in "images/fox.png":\n  pass'],
        ['class A:‸\n    b = 1\n', 'class A:\n    "images/fox.png"\n    b = 1\n', 'pathInCode'],
        ['for x in y:‸\n    z\n', 'for x in y:\n    "images/fox.png"\n    z\n', 'pathInCode'],
        [
          'def f() -> str:‸\n    return a\n',
          'def f() -> str:\n    "images/fox.png"\n    return a\n',
          'pathInCode',
        ],
      ],
      [fox],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('python'),
      [
        ['x = ‸', 'x = ["images/fox.png", "images/owl.png"]'],
        ['x = "‸"', 'x = ["images/fox.png", "images/owl.png"]'],
        ['x = [‸]', 'x = ["images/fox.png", "images/owl.png"]'],
        ['x = [\n    ‸\n]', 'x = [\n    "images/fox.png",\n    "images/owl.png",\n]'],
        ['f(‸)', 'f("images/fox.png", "images/owl.png")'],
        ['f("‸")', 'f("images/fox.png", "images/owl.png")'],
        ['‸', '"images/fox.png"\n"images/owl.png"', 'pathInCode'],
        ['# ‸', '# images/fox.png images/owl.png', 'pathInComment'],
        ['x = ["‸"]', 'x = ["images/fox.png", "images/owl.png"]'],
      ],
      [fox, owl],
    );
  });
  describe('into a code cell', () => {
    testInsertions(
      getLanguage('python'),
      [
        [
          '‸',
          'from IPython.display import Image\n\nImage(filename="images/fox.png", alt="A fox", width=800)',
        ],
        [
          'x = 1\n‸',
          'from IPython.display import Image\n\nx = 1\nImage(filename="images/fox.png", alt="A fox", width=800)',
        ],
        [
          'x = 1\n‸\ny = 2',
          'from IPython.display import Image\n\nx = 1\ndisplay(Image(filename="images/fox.png", alt="A fox", width=800))\ny = 2',
        ],
        [
          'from IPython.display import display, HTML\nx\n‸',
          'from IPython.display import Image, display, HTML\nx\nImage(filename="images/fox.png", alt="A fox", width=800)',
        ],
        [
          'from IPython.display import Image\n‸',
          'from IPython.display import Image\nImage(filename="images/fox.png", alt="A fox", width=800)',
        ],
        [
          'from PIL import Image\n‸',
          'from IPython.display import Image as DisplayImage\nfrom PIL import Image\nDisplayImage(filename="images/fox.png", alt="A fox", width=800)',
        ],
        [
          '%matplotlib inline\nimport a\n\n‸',
          '%matplotlib inline\nfrom IPython.display import Image\nimport a\n\nImage(filename="images/fox.png", alt="A fox", width=800)',
        ],
        ['%%html\n‸', '%%html\nimages/fox.png', 'pathInCode'],
        [
          'from IPython.display import Image\nfor a in b:\n    c\n  ‸  \n\nd',
          'from IPython.display import Image\nfor a in b:\n    c\ndisplay(Image(filename="images/fox.png", alt="A fox", width=800))\n\nd',
        ],
        ['x = "‸"', 'x = "images/fox.png"'],
        [
          'def f():\n    ‸',
          'from IPython.display import Image\n\ndef f():\n    display(Image(filename="images/fox.png", alt="A fox", width=800))',
        ],
        ['# ‸', '# images/fox.png', 'pathInComment'],
        [
          'import a\n\nx‸',
          'from IPython.display import Image\nimport a\n\nx\nImage(filename="images/fox.png", alt="A fox", width=800)',
        ],
      ],
      [fox],
      { isCodeCell: true },
    );
  });
  describe('of several images into a code cell', () => {
    testInsertions(
      getLanguage('python'),
      [
        [
          '‸',
          'from IPython.display import Image\n\ndisplay(Image(filename="images/fox.png", alt="A fox", width=800))\ndisplay(Image(filename="images/owl.png", alt="An owl", width=800))',
        ],
      ],
      [fox, owl],
      { isCodeCell: true },
    );
  });
});

describe('Insertion into Dart', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('dart'),
      [
        ['var x = ‸;', "var x = 'images/fox.png';"],
        ['var x = ‸', "var x = 'images/fox.png';"],
        ['var x = ‸\nvar y = 1;', "var x = 'images/fox.png';\nvar y = 1;"],
        ["var x = '‸';", "var x = 'images/fox.png';"],
        ["var x = '$a/‸';", "var x = 'images/fox.png';"],
        ['f(‸);', "f('images/fox.png');"],
        ['f(a: ‸);', "f(a: 'images/fox.png');"],
        ['var l = [‸];', "var l = ['images/fox.png'];"],
        ['var l = [\n  "a",\n  ‸\n];', 'var l = [\n  "a",\n  \'images/fox.png\',\n];'],
        ['void f() {\n  ‸\n}', "void f() {\n  const foxImage = 'images/fox.png';\n}", 'pathInCode'],
        [
          'class A {\n  ‸\n}',
          "class A {\n  static const foxImage = 'images/fox.png';\n}",
          'pathInCode',
        ],
        [
          '‸import "a.dart";\n\nvoid f() {}\n',
          'import "a.dart";\n\nconst foxImage = \'images/fox.png\';\n\nvoid f() {}\n',
          'pathInCode',
          'moved',
        ],
        ['‸', "const foxImage = 'images/fox.png';", 'pathInCode'],
        ['// ‸', '// images/fox.png', 'pathInComment'],
        ['void f(‸) {\n}', "void f() {\n  const foxImage = 'images/fox.png';\n}", 'pathInCode'],
        ['void f() { ‸ }', "void f() {\n  const foxImage = 'images/fox.png';\n}", 'pathInCode'],
        ['var m = {"a": ‸};', 'var m = {"a": \'images/fox.png\'};'],
        ['var m = {"a": 1, ‸};', "var m = {\"a\": 1, 'fox': 'images/fox.png'};"],
        ['return ‸;', "return 'images/fox.png';"],
        [
          'void f() {\n  g();‸\n}',
          "void f() {\n  g();\n  const foxImage = 'images/fox.png';\n}",
          'pathInCode',
        ],
        ['String f() => ‸;', "String f() => 'images/fox.png';"],
        [
          "import 'package:flutter/material.dart';\nx() { return Column(children: [‸]); }",
          "import 'package:flutter/material.dart';\nx() { return Column(children: [Image.asset('images/fox.png', semanticLabel: 'A fox')]); }",
        ],
        [
          'import \'package:flutter/material.dart\';\nx() { return Column(children: [\n    Text("a"),\n    ‸\n  ]); }',
          "import 'package:flutter/material.dart';\nx() { return Column(children: [\n    Text(\"a\"),\n    Image.asset('images/fox.png', semanticLabel: 'A fox'),\n  ]); }",
        ],
        [
          "import 'package:flutter/material.dart';\nx() { return Center(child: ‸); }",
          "import 'package:flutter/material.dart';\nx() { return Center(child: Image.asset('images/fox.png', semanticLabel: 'A fox')); }",
        ],
        [
          "import 'package:flutter/material.dart';\nWidget build(BuildContext c) {\n  return ‸;\n}",
          "import 'package:flutter/material.dart';\nWidget build(BuildContext c) {\n  return Image.asset('images/fox.png', semanticLabel: 'A fox');\n}",
        ],
        [
          "import 'package:flutter/material.dart';\nx() => DecorationImage(image: ‸);",
          "import 'package:flutter/material.dart';\nx() => DecorationImage(image: AssetImage('images/fox.png'));",
        ],
        [
          "import 'package:flutter/material.dart';\nx() => Image.asset(‸);",
          "import 'package:flutter/material.dart';\nx() => Image.asset('images/fox.png');",
        ],
        [
          "import 'package:flutter/material.dart';\nx() => Image.asset('‸');",
          "import 'package:flutter/material.dart';\nx() => Image.asset('images/fox.png');",
        ],
        [
          'class A {\n  const A({‸super.key});\n}\n',
          "class A {\n  const A({super.key});\n  static const foxImage = 'images/fox.png';\n}\n",
          'pathInCode',
        ],
        [
          'class A extends B<C> {\n  i‸nt d = 0;\n}\n',
          "class A extends B<C> {\n  int d = 0;\n  static const foxImage = 'images/fox.png';\n}\n",
          'pathInCode',
        ],
        [
          'c‸lass A {\n  int d = 0;\n}\n',
          "class A {\n  static const foxImage = 'images/fox.png';\n  int d = 0;\n}\n",
          'pathInCode',
        ],
        ['f(() => a++‸);', "f(() => a++, 'images/fox.png');"],
        [
          'class A {\n  A({this.b = const [‸]});\n}\n',
          "class A {\n  A({this.b = const ['images/fox.png']});\n}\n",
        ],
        [
          "import 'a‸.dart';\n",
          "import 'a.dart';\n\nconst foxImage = 'images/fox.png';\n",
          'pathInCode',
          'moved',
        ],
      ],
      [fox],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('dart'),
      [
        [
          "import 'package:flutter/material.dart';\nx() { return Column(children: [‸]); }",
          "import 'package:flutter/material.dart';\nx() { return Column(children: [Image.asset('images/fox.png', semanticLabel: 'A fox'), Image.asset('images/owl.png', semanticLabel: 'An owl')]); }",
        ],
        [
          "import 'package:flutter/material.dart';\nx() { return Center(child: ‸); }",
          "import 'package:flutter/material.dart';\nx() { return Center(child: Column(children: [Image.asset('images/fox.png', semanticLabel: 'A fox'), Image.asset('images/owl.png', semanticLabel: 'An owl')])); }",
        ],
        ['var l = [‸];', "var l = ['images/fox.png', 'images/owl.png'];"],
        ['var x = ‸;', "var x = ['images/fox.png', 'images/owl.png'];"],
        ["var x = '‸';", "var x = ['images/fox.png', 'images/owl.png'];"],
        [
          'void f() {\n  ‸\n}',
          "void f() {\n  const foxImage = 'images/fox.png';\n  const owlImage = 'images/owl.png';\n}",
          'pathInCode',
        ],
      ],
      [fox, owl],
    );
  });
});
