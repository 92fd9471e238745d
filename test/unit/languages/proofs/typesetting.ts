import type { LanguageProof } from './languageProof.ts';
import { readLatex } from './typesetting/readLatex.ts';

const article = (body: string): string =>
  `\\documentclass{article}\n\\usepackage{graphicx}\n\\begin{document}\n${body}\n\\end{document}\n`;

/** The proofs of LaTeX, Typst, and lightweight markup. */
export const typesettingProofs: readonly LanguageProof[] = [
  {
    languageId: 'latex',
    fileName: 'fox.tex',
    tool: '@unified-latex/unified-latex-util-parse 1',
    places: {
      'end of a sentence': article('A fox.‸'),
      'middle of a sentence': article('A fox ‸runs.'),
      'empty line': article('A.\n\n‸\n\nB.'),
      'start of the file': `‸${article('A.')}`,
      'section title': article('\\section{A f‸ox}\nB.'),
      item: article('\\begin{itemize}\n  \\item A‸\n  \\item B\n\\end{itemize}'),
      cell: article('\\begin{tabular}{ll}\n  A & ‸ \\\\\n\\end{tabular}'),
      figure: article('\\begin{figure}\n  \\centering\n  ‸\n  \\caption{A}\n\\end{figure}'),
      formula: article('It is $E = ‸mc^2$ here.'),
      equation: article('\\begin{equation}\n  a‸\n\\end{equation}'),
      'behind a comment': article('A. % b‸\n'),
      'alt text': article('\\includegraphics[alt={‸}]{}'),
      path: article('\\includegraphics{‸}'),
      chapter: '\\chapter{A}\n\nA fox.‸\n',
      selection: article('A «fox» runs.'),
    },
    placesWithoutAlt: ['path'],
    read: readLatex,
  },
];
