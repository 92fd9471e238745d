import type { LanguageProof } from './languageProof.ts';
import { readAsciidoc } from './typesetting/readAsciidoc.ts';
import { readLatex } from './typesetting/readLatex.ts';
import { readTypst } from './typesetting/readTypst.ts';

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
  {
    languageId: 'typst',
    fileName: 'fox.typ',
    tool: '@myriaddreamin/typst-ts-node-compiler 0.7',
    places: {
      'end of a sentence': 'A fox.‸\n\nB.',
      'middle of a sentence': 'A fox ‸runs.',
      'start of the file': '‸#set page(width: 10cm)\n= A',
      heading: '= A f‸ox\nB.',
      item: '- A‸\n- B',
      cell: '#table(columns: 2, [A], [‸])',
      formula: 'It is $E = ‸m$ here.',
      figure: '#figure(\n  ‸\n  caption: [A],\n)',
      'code block': '#{\n  let a = 1\n  ‸\n}',
      'function body': '#let f() = {\n  ‸\n}\n#f()',
      'content block': '#rect[\n  A fox.‸\n]\nB.',
      'named argument': '#figure(caption: [A], ‸)',
      'empty image': '#image(‸)',
      path: '#image("‸")',
      'alt text': '#image("", alt: "‸")',
      'behind a comment': 'A. // b‸\n',
      selection: 'A «fox» runs.',
    },
    placesWithoutAlt: ['path'],
    read: readTypst,
  },
  {
    languageId: 'asciidoc',
    fileName: 'fox.adoc',
    tool: '@asciidoctor/core 4',
    places: {
      'end of a sentence': '= A\n\nA fox.‸\n\nB.',
      'middle of a sentence': 'A fox ‸runs.',
      'start of the file': '‸= A\nAuthor\n:toc:\n\nB.',
      'section title': '== A f‸ox\n\nB.',
      item: '* A‸\n* B',
      'nested item': '* A\n** B‸\n* C',
      term: 'Fox:: Red.‸\nOwl:: Grey.',
      cell: '|===\n|A |‸\n|===',
      example: '====\nA fox.‸\n====',
      'behind a listing': '----\nx\n----‸\nA.',
      link: 'See https://example.com[the ‸fox] now.',
      'title of a block': '.A fox‸\n\nB.',
      'alt text': 'image::[‸]',
      'alt text in a line': 'A image:[‸] b',
      selection: 'A «fox» runs.',
    },
    read: readAsciidoc,
  },
];
