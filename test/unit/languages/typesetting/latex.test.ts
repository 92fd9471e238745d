import { latex } from '../../../../src/languages/typesetting/latex.ts';
import { fox, owl, testInsertions, type InsertionCase } from './testInsertions.ts';

const image = '\\includegraphics[width=\\linewidth, alt={A fox}]{images/fox.png}';
const second = '\\includegraphics[width=\\linewidth, alt={An owl}]{images/owl.png}';
const two = { images: [fox, owl] };

function article(body: string, preamble = '\\usepackage{graphicx}\n'): string {
  return `\\documentclass{article}\n${preamble}\\begin{document}\n${body}\n\\end{document}\n`;
}

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

  describe('commands and code', () => {
    testInsertions(latex, [
      ['a formula', '$E = ‸mc^2$ is it.', `$E = mc^2$ ${image} is it.`],
      ['a formula at the end of a line', 'It is $E = ‸mc^2$\n', `It is $E = mc^2$\n\n${image}\n`],
      [
        'a displayed formula',
        'A.\n\\[\n  E ‸= mc^2\n\\]\nB.',
        `A.\n\\[\n  E = mc^2\n\\]\n\n${image}\n\nB.`,
      ],
      [
        'an equation',
        '\\begin{equation}\n  ‸x\n\\end{equation}\nB.',
        `\\begin{equation}\n  x\n\\end{equation}\n\n${image}\n\nB.`,
      ],
      [
        'an empty line of an equation',
        '\\begin{align*}\n  a\n  ‸\n\\end{align*}\n',
        `\\begin{align*}\n  a\n  \n\\end{align*}\n\n${image}\n`,
      ],
      ['dollars', 'It costs 5\\$ or ‸6\\$.', `It costs 5\\$ or ${image} 6\\$.`],
      ['emphasis', 'A \\emph{red ‸fox} runs.', `A \\emph{red ${image} fox} runs.`],
      ['a reference', 'See \\ref{fig:‸x} now.', `See \\ref{fig:x} ${image} now.`],
      ['a citation', 'See \\cite[p.~‸3]{x} now.', `See \\cite[p.~3]{x} ${image} now.`],
      ['a command name', 'A \\LaT‸eX fox.', `A \\LaTeX ${image} fox.`],
      [
        'verbatim',
        '\\begin{verbatim}\n$ ‸\n\\end{verbatim}',
        '\\begin{verbatim}\n$ images/fox.png\n\\end{verbatim}',
        { notes: ['pathInCode'] },
      ],
      [
        'a listing',
        '\\begin{lstlisting}[language=C]\nopen("‸")\n\\end{lstlisting}',
        '\\begin{lstlisting}[language=C]\nopen("images/fox.png")\n\\end{lstlisting}',
        { notes: ['pathInCode'] },
      ],
      [
        'minted',
        '\\begin{minted}{python}\n‸\n\\end{minted}',
        '\\begin{minted}{python}\nimages/fox.png\nimages/owl.png\n\\end{minted}',
        { ...two, notes: ['pathInCode'] },
      ],
      [
        '\\verb',
        'Run \\verb|a ‸| now.',
        'Run \\verb|a images/fox.png| now.',
        { notes: ['pathInCode'] },
      ],
      [
        'a chunk of Sweave',
        '<<echo=FALSE>>=\nplot("‸")\n@\n',
        '<<echo=FALSE>>=\nplot("images/fox.png")\n@\n',
        { notes: ['pathInCode'] },
      ],
      [
        'a comment',
        'A.\n% see ‸\nB.',
        'A.\n% see images/fox.png\nB.',
        { notes: ['pathInComment'] },
      ],
      ['an empty comment', '%‸\n', '% images/fox.png\n', { notes: ['pathInComment'] }],
      ['a comment at the end of a line', 'A fox. % todo‸\n\nB.', `A fox. % todo\n\n${image}\n\nB.`],
      [
        'a comment that was the prompt',
        '% A fox‸\n% in snow\nB.',
        `% A fox\n% in snow\n\n${image}\n\nB.`,
        { isAfterPrompt: true },
      ],
      [
        'a comment environment',
        '\\begin{comment}\nA ‸\n\\end{comment}',
        '\\begin{comment}\nA images/fox.png\n\\end{comment}',
        { notes: ['pathInComment'] },
      ],
      ['an escaped percent sign', '50\\% ‸of it.', `50\\% ${image} of it.`],
      [
        'a drawing',
        '\\begin{tikzpicture}\n  \\draw ‸(0,0);\n\\end{tikzpicture}\n',
        `\\begin{tikzpicture}\n  \\draw (0,0);\n\\end{tikzpicture}\n\n${image}\n`,
      ],
    ]);
  });

  describe('images', () => {
    testInsertions(latex, [
      ['a path', '\\includegraphics{‸}', '\\includegraphics{images/fox.png}'],
      [
        'a path that was begun',
        '\\includegraphics[width=3cm]{images/‸}',
        '\\includegraphics[width=3cm]{images/fox.png}',
      ],
      ['an old path', '\\includegraphics{old‸.png} and', '\\includegraphics{images/fox.png} and'],
      [
        'two images for a path',
        '  \\includegraphics{‸}\n',
        `  \\includegraphics{images/fox.png}\n  ${second}\n`,
        two,
      ],
      [
        'the alt text',
        '\\includegraphics[alt={‸}]{}',
        '\\includegraphics[alt={A fox}]{images/fox.png}',
      ],
      [
        'an old alt text',
        '\\includegraphics[width=3cm, alt={Old, {x}‸}]{old.png}',
        '\\includegraphics[width=3cm, alt={A fox}]{images/fox.png}',
      ],
      ['empty options', '\\includegraphics[‸]{}', image],
      [
        'options without a path',
        '\\includegraphics[width=‸3cm]{}',
        '\\includegraphics[width=3cm]{images/fox.png}',
      ],
      [
        'options of an image',
        'A \\includegraphics[wid‸th=3cm]{old.png} b',
        `A \\includegraphics[width=3cm]{old.png} ${image} b`,
      ],
      ['an unfinished image', '\\includegraphics{‸', '\\includegraphics{images/fox.png'],
      [
        'a special path',
        '\\includegraphics{‸}',
        '\\includegraphics{images/a b\\string\\#1.png}',
        { images: [{ ...fox, path: 'images/a b#1.png' }] },
      ],
    ]);
  });

  describe('graphicx', () => {
    const missing = { notes: ['graphicxMissing'] } as const;
    const root = '\\documentclass{book}\n\\usepackage{graphicx}\n\\begin{document}\n';
    testInsertions(latex, [
      ['is missing', article('‸', ''), article(image, ''), missing],
      [
        'is in a comment',
        article('‸', '%\\usepackage{graphicx}\n'),
        article(image, '%\\usepackage{graphicx}\n'),
        missing,
      ],
      [
        'is in a list',
        article('‸', '\\usepackage[x]{subfig, graphicx}\n'),
        article(image, '\\usepackage[x]{subfig, graphicx}\n'),
      ],
      [
        'is required',
        article('‸', '\\RequirePackage{graphicx}\n'),
        article(image, '\\RequirePackage{graphicx}\n'),
      ],
      [
        'is loaded by TikZ',
        article('‸', '\\usepackage{tikz}\n'),
        article(image, '\\usepackage{tikz}\n'),
      ],
      [
        'may be in a file',
        article('‸', '\\input{preamble}\n'),
        article(image, '\\input{preamble}\n'),
      ],
      ['is in the root', '‸', image, { rootText: root }],
      [
        'is missing in the root',
        '‸',
        image,
        { ...missing, rootText: '\\documentclass{book}\n\\begin{document}' },
      ],
    ]);
  });
});
