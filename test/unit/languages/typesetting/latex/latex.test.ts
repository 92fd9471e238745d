import { latex } from '../../../../../src/languages/typesetting/latex/latex.ts';
import { fox, owl, testInsertions, type InsertionCase } from '../testInsertions.ts';
import { article, image, second } from './article.ts';

const two = { images: [fox, owl] };

describe('Insertion into LaTeX', () => {
  describe('text', () => {
    testInsertions(latex, [
      ['an empty document', '‸', image],
      ['an empty line', 'A.\n\n‸\n\nB.', `A.\n\n${image}\n\nB.`],
      ['an empty line below text', 'A.\n‸', `A.\n\n${image}`],
      ['an empty line above text', '‸\nA.', `${image}\n\nA.`],
      ['an empty line between text', 'A.\n‸\nB.', `A.\n\n${image}\n\nB.`],
      ['an indented empty line', 'A.\n\n  ‸\n', `A.\n\n  ${image}\n`],
      ['the end of a sentence', 'A fox runs.‸\n\nB.', `A fox runs.\n\n${image}\n\nB.`],
      ['the end of a sentence and of the document', 'A fox runs.‸', `A fox runs.\n\n${image}`],
      [
        'the end of a line within a paragraph',
        'A fox‸\nruns.\n\nB.',
        `A fox\nruns.\n\n${image}\n\nB.`,
      ],
      ['the middle of a line', 'A fox ‸runs.', `A fox ${image} runs.`],
      ['the middle of a word', 'A fo‸x runs.', `A fo ${image} x runs.`],
      ['the start of a paragraph', 'A.\n\n‸B.', `A.\n\n${image}\n\nB.`],
      ['the start of a line within a paragraph', 'A\n‸B.', `A\n${image} B.`],
      ['a Chinese sentence', '一只狐狸在雪地里。‸\n', `一只狐狸在雪地里。\n\n${image}\n`],
      [
        'after the prompt',
        'A fox runs.‸ It rests.\nMore.\n\nB.',
        `A fox runs. It rests.\nMore.\n\n${image}\n\nB.`,
        { isAfterPrompt: true },
      ],
      ['below', 'A ‸fox.\nMore.\n\nB.', `A fox.\nMore.\n\n${image}\n\nB.`, { placement: 'below' }],
      ['at the cursor', 'A fox.‸\n', `A fox. ${image}\n`, { placement: 'cursor' }],
      ['a selection in a line', 'A «fox» runs.', `A ${image} runs.`],
      ['a selection of a line', 'A.\n\n«B.»\n\nC.', `A.\n\n${image}\n\nC.`],
      ['two images', 'A.‸', `A.\n\n${image}\n\n${second}`, two],
      ['two images in a line', 'A ‸ b.', `A ${image} ${second} b.`, two],
      ['CRLF', 'A.‸\r\n\r\nB.', `A.\r\n\r\n${image}\r\n\r\nB.`, { eol: '\r\n' }],
      ['CRLF, next line', 'A.\r\n‸\r\nB.', `A.\r\n\r\n${image}\r\n\r\nB.`, { eol: '\r\n' }],
      [
        'a template',
        'A.‸',
        'A.\n\n\\pic{images/fox.png}{A fox}{800}',
        {
          template: '\\pic{${path}}{${alt}}{${width}}',
        },
      ],
      [
        'a figure as a template',
        '  A.‸',
        '  A.\n\n  \\begin{figure}\n    \\includegraphics{images/fox.png}\\label{fig:fox}\n  \\end{figure}',
        {
          template:
            '\\begin{figure}\n  \\includegraphics{${path}}\\label{fig:${label}}\n\\end{figure}',
        },
      ],
    ]);
  });

  describe('structure', () => {
    testInsertions(latex, [
      [
        'the start of the file',
        `‸${article('A.')}`,
        article(`${image}\n\nA.`),
        { notes: ['moved'] },
      ],
      ...[
        '% !TeX root = ../main.tex\n% !TeX encoding = UTF-8',
        '%!TEX program = xelatex',
        '% arara: xelatex',
        '% -*- mode: latex; coding: utf-8 -*-',
        '% (c) A\n\n% !BIB program = biber',
        '%&preamble',
      ].flatMap((magic): InsertionCase[] => [
        [
          `the start of a file with ${JSON.stringify(magic)}`,
          `‸${magic}\n\\chapter{A}\n\nB.`,
          `${magic}\n\n${image}\n\n\\chapter{A}\n\nB.`,
          { notes: ['moved'] },
        ],
        [
          `the end of ${JSON.stringify(magic)}, at the cursor`,
          `‸${magic}\nA.`,
          `${magic}\n\n${image}\n\nA.`,
          { notes: ['moved'], placement: 'cursor' },
        ],
      ]),
      [
        'between magic comments',
        '% !TeX root = a\n‸% arara: b\nA.',
        `% !TeX root = a\n% arara: b\n\n${image}\n\nA.`,
        { notes: ['moved'] },
      ],
      ['above a comment', '‸% A fox\nA.', `${image}\n\n% A fox\nA.`],
      [
        'the preamble',
        article('A.', '\\usepackage{graphicx}\n‸\n'),
        article(`${image}\n\nA.`, '\\usepackage{graphicx}\n\n'),
        { notes: ['moved'] },
      ],
      [
        'before the title',
        article('\\maketitle\n\nA.', '\\usepackage{graphicx}‸\n'),
        article(`\\maketitle\n\n${image}\n\nA.`),
        { notes: ['moved'] },
      ],
      ['after the document', `${article('A.')}‸`, article(`A.\n\n${image}`), { notes: ['moved'] }],
      [
        'a title graphic',
        article('A.', '\\usepackage{graphicx}\\titlegraphic{‸}\n'),
        article('A.', `\\usepackage{graphicx}\\titlegraphic{${image}}\n`),
      ],
      ['the end of the body', article('A.‸'), article(`A.\n\n${image}`)],
      ['the first line of the body', article('‸A.'), article(`${image}\n\nA.`)],
      ['a section title', '\\section{A f‸ox}\nA.', `\\section{A fox}\n\n${image}\n\nA.`],
      [
        'the end of a section title',
        '\\section{A fox}‸\n\nA.',
        `\\section{A fox}\n\n${image}\n\nA.`,
      ],
      [
        'a section with a label',
        '\\section{A fox‸}\n\\label{sec:fox}\n\nA.',
        `\\section{A fox}\n\\label{sec:fox}\n\n${image}\n\nA.`,
      ],
      ['above a section', 'A.\n\n‸\\section{B}\n', `A.\n\n${image}\n\n\\section{B}\n`],
      [
        'above a list',
        '‸\\begin{itemize}\n\\item A\n\\end{itemize}',
        `${image}\n\n\\begin{itemize}\n\\item A\n\\end{itemize}`,
      ],
      [
        'an item',
        '\\begin{itemize}\n  \\item A fox‸\n  \\item B\n\\end{itemize}',
        `\\begin{itemize}\n  \\item A fox\n\n  ${image}\n  \\item B\n\\end{itemize}`,
      ],
      [
        'the last item',
        '\\begin{itemize}\n  \\item A fox‸\n\\end{itemize}',
        `\\begin{itemize}\n  \\item A fox\n\n  ${image}\n\\end{itemize}`,
      ],
      [
        'an empty item',
        '\\begin{itemize}\n  \\item ‸\n\\end{itemize}',
        `\\begin{itemize}\n  \\item ${image}\n\\end{itemize}`,
      ],
      [
        'before the first item',
        '\\begin{itemize}\n  ‸\n  \\item A\n\\end{itemize}',
        `\\begin{itemize}\n  \\item ${image}\n  \\item A\n\\end{itemize}`,
      ],
      [
        'after the start of a list',
        '\\begin{itemize}‸\n  \\item A\n\\end{itemize}',
        `\\begin{itemize}\n  \\item ${image}\n  \\item A\n\\end{itemize}`,
      ],
      [
        'a cell',
        '\\begin{tabular}{ll}\n  A & ‸ \\\\\n\\end{tabular}',
        `\\begin{tabular}{ll}\n  A & ${image} \\\\\n\\end{tabular}`,
      ],
      [
        'two images in a cell',
        '\\begin{tabular}{ll}\n  ‸ & B \\\\\n\\end{tabular}',
        `\\begin{tabular}{ll}\n  ${image} ${second} & B \\\\\n\\end{tabular}`,
        two,
      ],
      [
        'a figure',
        '\\begin{figure}\n  \\centering\n  ‸\n  \\caption{A}\n\\end{figure}',
        `\\begin{figure}\n  \\centering\n  ${image}\n  \\caption{A}\n\\end{figure}`,
      ],
      [
        'two images in a figure',
        '\\begin{figure}\n  ‸\n\\end{figure}',
        `\\begin{figure}\n  ${image}\n  ${second}\n\\end{figure}`,
        two,
      ],
      [
        'the start of a figure',
        '\\begin{figure}[ht]‸\n\\end{figure}',
        `\\begin{figure}[ht]\n  ${image}\n\\end{figure}`,
      ],
      [
        'a caption',
        '\\begin{figure}\n  \\centering\n  \\caption{A f‸ox}\n\\end{figure}',
        `\\begin{figure}\n  \\centering\n  ${image}\n  \\caption{A fox}\n\\end{figure}`,
      ],
      [
        'the options of an environment',
        '\\begin{figure}[h‸t]\n\\end{figure}\n',
        `\\begin{figure}[ht]\n  ${image}\n\\end{figure}\n`,
      ],
      [
        'a quote',
        '\\begin{quote}\n  A fox.‸\n\\end{quote}\nB.',
        `\\begin{quote}\n  A fox.\n\n  ${image}\n\\end{quote}\nB.`,
      ],
      [
        'the end of an environment',
        '\\begin{quote}\n  A.\n\\end{quote}‸\nB.',
        `\\begin{quote}\n  A.\n\\end{quote}\n\n${image}\n\nB.`,
      ],
      [
        'a chapter without preamble',
        '\\chapter{A}\n\nA fox.‸\n',
        `\\chapter{A}\n\nA fox.\n\n${image}\n`,
      ],
      [
        'a slide',
        '\\documentclass{beamer}\n\\begin{document}\n\\begin{frame}{A}\n  ‸\n\\end{frame}\n\\end{document}',
        `\\documentclass{beamer}\n\\begin{document}\n\\begin{frame}{A}\n  ${image}\n\\end{frame}\n\\end{document}`,
      ],
      [
        'outside of slides',
        '\\documentclass{beamer}\n\\begin{document}\n‸\n\\end{document}',
        `\\documentclass{beamer}\n\\begin{document}\n\\begin{frame}\n  ${image}\n\\end{frame}\n\\end{document}`,
      ],
    ]);
  });
});
