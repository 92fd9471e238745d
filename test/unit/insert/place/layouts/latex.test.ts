import { testLayouts } from './testLayouts.ts';

testLayouts({
  LaTeX: [
    [
      {
        '.latexmkrc': "$pdf_mode = 1;\n@default_files = ('src/book');\n",
        'src/book.tex': '\\documentclass{book}\n\\input{../parts/one}',
        'parts/one.tex': '',
      },
      'parts/one.tex',
      'src/images → images/a-fox.png (latexRoot)',
    ],
    [
      {
        'a.tex': '\\documentclass{book}\n\\graphicspath{{art/}}\n\\input{parts/one}',
        'b.tex': '\\documentclass{book}\n\\graphicspath{{img/}}\n\\input{parts/one}',
        latexmkrc: '@default_files = qw(b.tex);\n',
        'parts/one.tex': '',
      },
      'parts/one.tex',
      'img → a-fox.png (latexGraphicsPath)',
    ],
    ['main.tex', 'main.tex', 'images → images/a-fox.png (besideDocument)'],
    [
      { 'main.tex': '\\documentclass{book}\n\\input{chapters/intro}', 'chapters/intro.tex': '' },
      'chapters/intro.tex',
      'images → images/a-fox.png (latexRoot)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\n\\include{chapters/intro}',
        'chapters/intro.tex figures/x.pdf': '',
      },
      'chapters/intro.tex',
      'figures → figures/a-fox.png (latexRoot)',
    ],
    [
      {
        'main.tex':
          '\\documentclass{book}\n\\graphicspath{{img/}{figures/}}\n\\input{chapters/intro}',
        'chapters/intro.tex figures/x.png': '',
      },
      'chapters/intro.tex',
      'figures → a-fox.png (latexGraphicsPath)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\n\\graphicspath{ {./figures/} }\n' },
      'main.tex',
      'figures → a-fox.png (latexGraphicsPath)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\n% \\input{chapters/intro}', 'chapters/intro.tex': '' },
      'chapters/intro.tex',
      'chapters/images → images/a-fox.png (besideDocument)',
    ],
    [
      {
        'thesis/main.tex': '\\documentclass{book}',
        'chapters/intro.tex': '% !TeX root = ../thesis/main.tex\n',
      },
      'chapters/intro.tex',
      'thesis/images → images/a-fox.png (latexRoot)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\\input{setup}\\input{parts/one}',
        'setup.tex': '\\graphicspath{{art/}}',
        'parts/one.tex': '\\input{chapters/a.tex}',
        'chapters/a.tex': '',
      },
      'chapters/a.tex',
      'art → a-fox.png (latexGraphicsPath)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\\subfile{chapters/intro}',
        'chapters/intro.tex': '\\documentclass[../main]{subfiles}',
      },
      'chapters/intro.tex',
      'chapters/images → images/a-fox.png (besideDocument)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\\import{chapters/}{intro}', 'chapters/intro.tex': '' },
      'chapters/intro.tex',
      'chapters/images → images/a-fox.png (besideDocument)',
    ],
    [
      { 'main.tex': '\\documentclass{book}\n\\includegraphics{pics/x}', 'pics/x.jpg': '' },
      'main.tex',
      'pics → pics/a-fox.png (sameAsOtherImages)',
    ],
    [
      {
        'main.tex': '\\documentclass{book}\n\\input{chapters/intro}',
        'chapters/intro.tex': '\\includegraphics{art/x}',
        'art/x.png': '',
      },
      'chapters/intro.tex',
      'art → art/a-fox.png (sameAsOtherImages)',
    ],
  ],
});
