import { latex } from '../../../../../src/languages/typesetting/latex/latex.ts';
import { fox, owl, testInsertions } from '../testInsertions.ts';
import { article, image, second } from './article.ts';

const two = { images: [fox, owl] };

describe('Insertion into LaTeX', () => {
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
        'a partial path',
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
