import assert from 'node:assert/strict';
import { extractPrompt } from '../../../src/prompt/selection.ts';
import { testPrompts, testUnchanged } from './testPrompts.ts';

describe('extractPrompt', () => {
  describe('only trims unknown languages', () => {
    testPrompts([
      ['  A cat \n', 'plaintext', 'A cat'],
      ['\ufeffA cat\r\non the moon\r\n', 'plaintext', 'A cat\non the moon'],
      [' # A cat ', 'plaintext', '# A cat'],
      ['  \n ', 'markdown', ''],
      ['', 'python', ''],
    ]);
    testUnchanged([
      ['# A cat', 'some-language'],
      ['A cat', 'constructor'],
    ]);
  });

  describe('removes the markers of line comments', () => {
    testPrompts([
      ['// A cat', 'typescript', 'A cat'],
      ['  // A cat\n  // on the moon', 'javascript', 'A cat on the moon'],
      ['/// A cat\n/// on the moon', 'rust', 'A cat on the moon'],
      ['//! A cat', 'rust', 'A cat'],
      ['///< A cat', 'cpp', 'A cat'],
      ['//A cat', 'c', 'A cat'],
      ['// One.\n//\n// Two.', 'go', 'One.\nTwo.'],
      ['// One.\n\n// Two.', 'go', 'One.\nTwo.'],
      ['# A cat\n# on the moon', 'python', 'A cat on the moon'],
      ['## A cat', 'r', 'A cat'],
      ['-- A cat', 'sql', 'A cat'],
      ['-- | A cat\n-- on the moon', 'haskell', 'A cat on the moon'],
      [';;; A cat', 'clojure', 'A cat'],
      ['; A cat', 'ini', 'A cat'],
      ['% A cat\n%% on the moon', 'latex', 'A cat on the moon'],
      ["' A cat", 'vb', 'A cat'],
      ['REM A cat', 'bat', 'A cat'],
      ['@rem A cat', 'bat', 'A cat'],
      [':: A cat', 'bat', 'A cat'],
      ['! A cat', 'FortranFreeForm', 'A cat'],
      ['//', 'typescript', '//'],
      ['// A cat, C# style, 3 * 4, snake_case', 'csharp', 'A cat, C# style, 3 * 4, snake_case'],
      ['// 月光下的\n// 一只猫', 'typescript', '月光下的一只猫'],
      ['// =====\n// A cat\n// =====', 'typescript', 'A cat'],
      ['# ---- A cat ----', 'python', 'A cat'],
      ['// Draw:\n// - a cat\n// - the moon,\n//   full', 'go', 'Draw:\n- a cat\n- the moon, full'],
    ]);
  });

  describe('removes the markers of a block comment', () => {
    testPrompts([
      ['/* A cat */', 'css', 'A cat'],
      ['/** A cat */', 'typescript', 'A cat'],
      ['/*! A cat */', 'css', 'A cat'],
      ['/**\n * A cat\n * on the moon.\n *\n * Oil.\n */', 'java', 'A cat on the moon.\nOil.'],
      ['/*\n  A cat\n  on the moon\n*/', 'c', 'A cat on the moon'],
      ['/*******\n * A cat *\n *******/', 'c', 'A cat *'],
      ['/* 3\n * 4 */', 'c', '3 4'],
      [' * A cat\n * on the moon', 'java', 'A cat on the moon'],
      ['{/* A cat */}', 'typescriptreact', 'A cat'],
      ['{/* A cat */}', 'mdx', 'A cat'],
      ['<!-- A cat\n     on the moon -->', 'html', 'A cat on the moon'],
      ['<!-- A cat -->', 'markdown', 'A cat'],
      ['{- A cat -}', 'haskell', 'A cat'],
      ['(* A cat *)', 'ocaml', 'A cat'],
      ['(** A cat *)', 'ocaml', 'A cat'],
      ['"""A cat\n\n    on the moon."""', 'python', 'A cat\non the moon.'],
      ["r'''A cat'''", 'python', 'A cat'],
      ['{# A cat #}', 'jinja-html', 'A cat'],
      ['{{!-- A cat --}}', 'handlebars', 'A cat'],
      ['{{! A cat }}', 'handlebars', 'A cat'],
      ['@* A cat *@', 'razor', 'A cat'],
      ['<# A cat #>', 'powershell', 'A cat'],
      ['--[[ A cat ]]', 'lua', 'A cat'],
      ['=begin\nA cat\n=end', 'ruby', 'A cat'],
      ['#| A cat |#', 'scheme', 'A cat'],
      ['%{\nA cat\n%}', 'matlab', 'A cat'],
      ['\\begin{comment}\nA cat\n\\end{comment}', 'latex', 'A cat'],
    ]);
  });

  describe('leaves code unchanged', () => {
    testUnchanged([
      ['const a = 1; // A cat', 'typescript'],
      ['// A cat\nconst a = 1;', 'typescript'],
      ['/* A */ code() /* B */', 'typescript'],
      ['/* A cat', 'typescript'],
      ['/* A */\n/* B */', 'css'],
      ['* { margin: 0 }', 'css'],
      ['a = b\n  * c', 'c'],
      ['x = 1  # A cat', 'python'],
      ['"""a""" + """b"""', 'python'],
      ['#id { color: red }', 'css'],
      ['remember the cat', 'bat'],
      ['# A cat', 'typescript'],
      ['const a = <b>{cat}</b>;', 'typescriptreact'],
      ['if (a < b && c > d) {\n}', 'typescriptreact'],
      ['<?php echo 1; ?>', 'php'],
    ]);
  });

  describe('parses Markdown', () => {
    testPrompts([
      ['## A cat ##', 'markdown', 'A cat'],
      ['- A cat', 'markdown', 'A cat'],
      ['* [x] A cat', 'markdown', 'A cat'],
      ['12. A cat', 'markdown', 'A cat'],
      ['> A cat\n> on the moon', 'markdown', 'A cat on the moon'],
      ['> - **A cat**', 'markdown', 'A cat'],
      ['> [!NOTE]\n> A cat', 'markdown', 'A cat'],
      ['**A cat**', 'markdown', 'A cat'],
      ['***A cat***', 'markdown', 'A cat'],
      ['A *black* and **white** cat, ~~dog~~', 'markdown', 'A black and white cat, dog'],
      ['一只**黑色**的*猫*', 'markdown', '一只黑色的猫'],
      ['__A__ _black_ cat', 'markdown', 'A black cat'],
      ['_a snake_case name_', 'markdown', 'a snake_case name'],
      ['`A cat`', 'markdown', 'A cat'],
      ['the ``a`b`` and `*x*`', 'markdown', 'the a`b and *x*'],
      ['A \\*real\\* cat', 'markdown', 'A *real* cat'],
      ['A [black cat](https://a.b/c_(d) "title") here', 'markdown', 'A black cat here'],
      ['A [black cat][1] here', 'markdown', 'A black cat here'],
      ['![A cat](cat.png)', 'markdown', 'A cat'],
      ['[![A cat](cat.png)](https://a.b)', 'markdown', 'A cat'],
      ['A cat[^1] sits', 'markdown', 'A cat sits'],
      ['<https://a.b/c>', 'markdown', 'https://a.b/c'],
      ['A <b>cat</b><br>on <span class="x">the</span> moon', 'markdown', 'A cat\non the moon'],
      ['Caf&eacute; &amp; cat &#x1F408;', 'markdown', 'Café & cat 🐈'],
      ['A cat\non the moon\n\nin oil', 'markdown', 'A cat on the moon\nin oil'],
      ['月光下的\uff0c\n一只\n猫', 'markdown', '月光下的\uff0c一只猫'],
      ['他说\uff1a“猫”\n然后\nA cat。\nB', 'markdown', '他说\uff1a“猫”然后 A cat。B'],
      ['It said “no.”\n“Yes,” I said.', 'markdown', 'It said “no.” “Yes,” I said.'],
      ['고양이가\n달에', 'markdown', '고양이가 달에'],
      ['一只\ncat', 'markdown', '一只 cat'],
      ['A cat  \non the moon', 'markdown', 'A cat\non the moon'],
      ['A cat\\\non the moon', 'markdown', 'A cat\non the moon'],
      ['- a cat\n  on the moon\n- a dog', 'markdown', 'a cat on the moon\na dog'],
      ['A cat\n=====\nIt sits.', 'markdown', 'A cat\nIt sits.'],
      ['# A cat\nIt sits.\n\n---\n\nEnd', 'markdown', 'A cat\nIt sits.\nEnd'],
      ['```text\nA cat\n  * on the moon\n```', 'markdown', 'A cat\n  * on the moon'],
      ['| Who | Where |\n|---|:-:|\n| cat | moon |', 'markdown', 'Who, Where\ncat, moon'],
      ['A **wide\nblack** cat', 'markdown', 'A wide black cat'],
      ['[a]: https://a.b', 'markdown', '[a]: https://a.b'],
    ]);
    testUnchanged([
      ['C# is 3 * 4 * 5 or snake_case_name', 'markdown'],
      ['2*3*4 and 2**3**4', 'markdown'],
      ['**kwargs and **args', 'markdown'],
      ['#1 of 2', 'markdown'],
      ['a < b and c > d', 'markdown'],
      ['in 1984. A cat', 'markdown'],
      ['it costs $5 [sic] (really)', 'markdown'],
      ['~5 cats', 'markdown'],
      ['**half bold', 'markdown'],
      ['5 - 3', 'markdown'],
      ['AT&T', 'markdown'],
      ['100% #nofilter @home', 'markdown'],
    ]);
  });

  describe('parses HTML', () => {
    testPrompts([
      ['<p>A cat &amp; a dog</p>', 'html', 'A cat & a dog'],
      ['<p class="a>b">A <b>black</b>\n   cat</p>', 'html', 'A black cat'],
      ['A <em>black</em> cat<br>sits', 'html', 'A black cat\nsits'],
      ['<ul><li>A cat</li><li>A dog</li></ul>', 'html', 'A cat\nA dog'],
      ['<h1>Cat</h1>\n<p>sits</p>', 'html', 'Cat\nsits'],
      ['<img src="x.png" alt="A &quot;cat&quot;">', 'html', 'A "cat"'],
      ['<!-- one --> A cat', 'html', 'A cat'],
      ['A cat\n      on the moon', 'html', 'A cat on the moon'],
      ['caf&eacute;&nbsp;noir &unknown; &#0;', 'html', 'café noir &unknown; \ufffd'],
      ['<MyCard title="x">A cat</MyCard>', 'vue', 'A cat'],
      ['<p>A{" "}\n  cat</p>', 'typescriptreact', 'A cat'],
    ]);
    testUnchanged([
      ['A cat</b> sits', 'html'],
      ['<b>A <i>cat</b></i>', 'html'],
      ['<script>a()</script>', 'html'],
      ['a < b', 'html'],
      ['<p>{name}</p>', 'javascriptreact'],
      ['<img src="x.png">', 'html'],
    ]);
  });

  describe('parses LaTeX', () => {
    testPrompts([
      ['\\section{A cat}', 'latex', 'A cat'],
      ['\\section*{A \\emph{black} cat}\\label{sec:cat}', 'latex', 'A black cat'],
      ['A \\textbf{black \\emph{wide}} cat', 'latex', 'A black wide cat'],
      ['A cat~sits, 50\\% \\& more \\ldots', 'latex', 'A cat sits, 50% & more …'],
      ["``A cat'' --- said 1--2", 'latex', '“A cat” — said 1–2'],
      ['A cat % not a dog\non the moon.\n\nIn oil.', 'latex', 'A cat on the moon.\nIn oil.'],
      ['A cat~\\cite[p.~3]{cat} sits', 'latex', 'A cat sits'],
      ['\\begin{itemize}\n\\item A cat\n\\item A dog\n\\end{itemize}', 'latex', 'A cat\nA dog'],
      ['\\begin{abstract}\nA cat\n\\end{abstract}', 'latex', 'A cat'],
      ['A cat \\\\ a dog', 'latex', 'A cat\na dog'],
      ['See \\href{https://a.b}{the cat}', 'tex', 'See the cat'],
      ['{\\bf A cat}', 'latex', 'A cat'],
    ]);
    testUnchanged([
      ['$x^2 + y_1$ is a circle', 'latex'],
      ['\\begin{tabular}{ll}\na & b \\\\\n\\end{tabular}', 'latex'],
      ['\\unknown{A cat}', 'latex'],
      ['\\textbf{half', 'latex'],
    ]);
  });

  it('is fast on long selections and never returns an empty prompt for text', () => {
    const pathologicalPieces = [
      '*a ',
      '**',
      '_',
      '`',
      '[',
      '![',
      '](',
      '<a ',
      '<!--',
      '~~',
      '{',
      '\\textbf{',
      '> - ',
      '|-',
    ];
    for (const piece of pathologicalPieces) {
      for (const languageId of ['markdown', 'html', 'typescriptreact', 'latex', 'python']) {
        assert.notEqual(
          extractPrompt(piece.repeat(2000), languageId),
          '',
          `${languageId}: ${piece}`,
        );
      }
    }
  });
});
