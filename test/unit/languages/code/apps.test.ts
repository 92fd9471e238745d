import { fox, getLanguage, owl, testInsertions } from '../support/insertInto.ts';

describe('Insertion into Swift', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('swift'),
      [
        ['let a = ‸', 'let a = "images/fox.png"'],
        ['let a = "‸"', 'let a = "images/fox.png"'],
        ['let a = "\\(b)/‸"', 'let a = "images/fox.png"'],
        ['f(‸)', 'f("images/fox.png")'],
        ['f(name: ‸)', 'f(name: "images/fox.png")'],
        ['let l = [‸]', 'let l = ["images/fox.png"]'],
        ['let l = [\n    "a"\n    ‸\n]', 'let l = [\n    "a",\n    "images/fox.png",\n]'],
        ['‸', 'let foxImage = "images/fox.png"', 'pathInCode'],
        [
          '‸import UIKit\n\nlet a = 1\n',
          'import UIKit\n\nlet foxImage = "images/fox.png"\n\nlet a = 1\n',
          'pathInCode',
          'moved',
        ],
        [
          'func f() {\n    ‸\n}',
          'func f() {\n    let foxImage = "images/fox.png"\n}',
          'pathInCode',
        ],
        ['// ‸', '// images/fox.png', 'pathInComment'],
        ['let a = #"‸"#', 'let a = #"images/fox.png"#'],
        ['let a = 1‸\n', 'let a = 1\nlet foxImage = "images/fox.png"\n', 'pathInCode'],
        ['/‸/\n// a\n', '//images/fox.png\n// a\n', 'pathInComment'],
        ['#‸!/bin/a\n', '#!/bin/a\n\nlet foxImage = "images/fox.png"\n', 'pathInCode', 'moved'],
        [
          'let a: [S‸tation]\n',
          'let a: [Station]\nlet foxImage = "images/fox.png"\n',
          'pathInCode',
        ],
        [
          'func f(a: [S‸tation]) {\n}\n',
          'func f(a: [Station]) {\n    let foxImage = "images/fox.png"\n}\n',
          'pathInCode',
        ],
        [
          'L‸ist(a) { b in\n    c\n}\n',
          'List(a) { b in\n    let foxImage = "images/fox.png"\n    c\n}\n',
          'pathInCode',
        ],
        [
          'switch a {\n‸case b: c\n}\n',
          'switch a {\n// images/fox.png\ncase b: c\n}\n',
          'pathInComment',
        ],
        [
          'switch a {\ncase b:\n    ‸\n    c\n}\n',
          'switch a {\ncase b:\n    let foxImage = "images/fox.png"\n    c\n}\n',
          'pathInCode',
        ],
      ],
      [fox],
    );
  });
  describe('of a resource', () => {
    testInsertions(
      getLanguage('swift'),
      [
        [
          'import SwiftUI\nvar body: some View {\n    ‸\n}',
          'import SwiftUI\nvar body: some View {\n    Image("fox", label: Text("A fox"))\n}',
        ],
        [
          'import SwiftUI\nstruct A: View {\n    ‸\n}',
          'import SwiftUI\nstruct A: View {\n    let foxImage = Image("fox", label: Text("A fox"))\n}',
        ],
        ['import SwiftUI\nlet a = Image(‸)', 'import SwiftUI\nlet a = Image("fox")'],
        ['import SwiftUI\nlet a = Image("‸")', 'import SwiftUI\nlet a = Image("fox")'],
        ['import UIKit\nlet a = ‸', 'import UIKit\nlet a = UIImage(named: "fox")'],
        ['import SwiftUI\nlet a = ‸', 'import SwiftUI\nlet a = Image("fox", label: Text("A fox"))'],
      ],
      [{ ...fox, form: 'resource', path: 'fox' }],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('swift'),
      [
        ['let a = ‸', 'let a = ["images/fox.png", "images/owl.png"]'],
        ['let l = [‸]', 'let l = ["images/fox.png", "images/owl.png"]'],
        [
          'func f() {\n    ‸\n}',
          'func f() {\n    let foxImage = "images/fox.png"\n    let owlImage = "images/owl.png"\n}',
          'pathInCode',
        ],
      ],
      [fox, owl],
    );
  });
});

describe('Insertion into Kotlin', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('kotlin'),
      [
        ['val a = ‸', 'val a = "images/fox.png"'],
        ['val a = "‸"', 'val a = "images/fox.png"'],
        ['val a = """‸"""', 'val a = """images/fox.png"""'],
        ['f(‸)', 'f("images/fox.png")'],
        ['fun f() {\n    ‸\n}', 'fun f() {\n    val foxImage = "images/fox.png"\n}', 'pathInCode'],
        [
          '‸package a\n\nimport b\n\nfun f() {}\n',
          'package a\n\nimport b\n\nval foxImage = "images/fox.png"\n\nfun f() {}\n',
          'pathInCode',
          'moved',
        ],
        ['// ‸', '// images/fox.png', 'pathInComment'],
        ["val c = 'x' + ‸", 'val c = \'x\' + "images/fox.png"'],
        ['/‸** a */\nval b = 1\n', '/** images/fox.png a */\nval b = 1\n', 'pathInComment'],
        ['/* a *‸/\nval b = 1\n', '/* a images/fox.png*/\nval b = 1\n', 'pathInComment'],
        [
          'w‸hen (a) {\n    1 -> b\n}\n',
          'when (a) {\n    // images/fox.png\n    1 -> b\n}\n',
          'pathInComment',
        ],
        [
          'when (a) {\n    1 -> b‸\n}\n',
          'when (a) {\n    1 -> b\n    // images/fox.png\n}\n',
          'pathInComment',
        ],
        [
          'class A(\n    ‸val b: Int,\n)\n',
          'class A(\n    // images/fox.png\n    val b: Int,\n)\n',
          'pathInComment',
        ],
      ],
      [fox],
    );
  });
  describe('of a resource', () => {
    testInsertions(
      getLanguage('kotlin'),
      [
        ['val a = ‸', 'val a = R.drawable.fox'],
        ['setImageResource(‸)', 'setImageResource(R.drawable.fox)'],
        [
          'import androidx.compose.ui.Modifier\nImage(painter = ‸, contentDescription = null)',
          'import androidx.compose.ui.Modifier\nImage(painter = painterResource(R.drawable.fox), contentDescription = null)',
        ],
        [
          'import androidx.compose.ui.Modifier\npainterResource(‸)',
          'import androidx.compose.ui.Modifier\npainterResource(R.drawable.fox)',
        ],
        [
          'import androidx.compose.ui.Modifier\n@Composable\nfun A() {\n    ‸\n}',
          'import androidx.compose.ui.Modifier\n@Composable\nfun A() {\n    Image(painter = painterResource(R.drawable.fox), contentDescription = "A fox")\n}',
        ],
        ['fun f() {\n    ‸\n}', 'fun f() {\n    val foxImage = R.drawable.fox\n}'],
        ['val a = R.drawable.‸', 'val a = R.drawable.fox'],
        ['f(R.drawable.o‸wl, 1)', 'f(R.drawable.fox, 1)'],
      ],
      [{ ...fox, form: 'resource', path: 'fox' }],
    );
  });
  describe('of several images', () => {
    testInsertions(
      getLanguage('kotlin'),
      [
        ['val a = ‸', 'val a = listOf("images/fox.png", "images/owl.png")'],
        [
          'fun f() {\n    ‸\n}',
          'fun f() {\n    val foxImage = "images/fox.png"\n    val owlImage = "images/owl.png"\n}',
          'pathInCode',
        ],
        ['val a = "‸"', 'val a = listOf("images/fox.png", "images/owl.png")'],
      ],
      [fox, owl],
    );
    testInsertions(
      getLanguage('kotlin'),
      [
        ['val a = R.drawable.‸', 'val a = listOf(R.drawable.fox, R.drawable.owl)'],
        ['f(R.drawable.‸)', 'f(R.drawable.fox, R.drawable.owl)'],
      ],
      [
        { ...fox, form: 'resource', path: 'fox' },
        { ...owl, form: 'resource', path: 'owl' },
      ],
    );
  });
});

describe('Insertion into Go', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('go'),
      [
        ['x := ‸', 'x := "images/fox.png"'],
        ['f(‸)', 'f("images/fox.png")'],
        ['x := "‸"', 'x := "images/fox.png"'],
        ['// ‸', '// images/fox.png', 'pathInComment'],
        ['func f() {\n\t‸\n}', 'func f() {\n\t// images/fox.png\n}', 'pathInCode'],
        ['‸package a\n', 'package a\n\n// images/fox.png\n', 'pathInCode', 'moved'],
        ['x := []string{‸}', 'x := []string{"images/fox.png"}'],
        ['x := `‸`', 'x := `images/fox.png`'],
      ],
      [fox],
    );
  });
});

describe('Insertion into Ruby', () => {
  describe('of one image', () => {
    testInsertions(
      getLanguage('ruby'),
      [
        ['x = ‸', 'x = "images/fox.png"'],
        ["x = '‸'", "x = 'images/fox.png'"],
        ['‸', '# images/fox.png', 'pathInCode'],
        ['puts(‸)', 'puts("images/fox.png")'],
        ['# ‸', '# images/fox.png', 'pathInComment'],
      ],
      [fox],
    );
  });
});
