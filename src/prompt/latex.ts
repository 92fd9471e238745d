import { reflow } from './reflow.ts';

const notProse =
  /\\begin\{(?:tabular|tabularx|longtable|tikzpicture|verbatim|lstlisting|minted|equation|align|gather)\*?\}/;
const wholeEnvironment = /^\\begin\{([a-z]+\*?)\}(?:\[[^[\]]*\])?([^]*)\\end\{\1\}$/;
const headings =
  'part|chapter|section|subsection|subsubsection|paragraph|subparagraph|title|caption|frametitle';
const styles =
  'emph|textbf|textit|textsl|textsc|textsf|texttt|textrm|textup|textmd|underline|enquote|mbox|text|uline|hl';
const heading = new RegExp(`\\\\(?:${headings})\\*?(?:\\[[^[\\]]*\\])?\\{([^{}]*)\\}`, 'g');
const styled = new RegExp(`\\\\(?:${styles})\\{([^{}]*)\\}`, 'g');

/** Each rule once, in this order; what is not listed (math, unknown commands) stays as it is. */
const rules: readonly [RegExp, string][] = [
  [/(?<!\\)%.*$/gm, ''],
  [/~?\\(?:label|index|footnote|cite[a-z]*)\*?(?:\[[^[\]]*\])*\{[^{}]*\}/g, ''],
  [/\\(?:centering|noindent|maketitle|smallskip|medskip|bigskip)(?![a-z])\s*/gi, ''],
  [/\\href\{[^{}]*\}\{([^{}]*)\}/g, '$1'],
  [/\\url\{([^{}]*)\}/g, '$1'],
  [/\{\\(?:bf|it|em|sc|tt|sl|rm|sf|bfseries|itshape)\s+([^{}]*)\}/g, '$1'],
];
const characters: readonly [RegExp, string][] = [
  [/\\item\b\s*/g, '\n\n'],
  [/\\\\(?:\[[^[\]]*\])?|\\newline\b|\\par\b/g, '\n\n'],
  [/\\l?dots(?:\{\}|\b)\s?/g, '…'],
  [/(?<!\\)~|\\[ ,;]/g, ' '],
  [/``([^]*?)''/g, '“$1”'],
  [/(?<!-)---(?!-)/g, '—'],
  [/(?<!-)--(?!-)/g, '–'],
  [/\\([#$%&_{}])/g, '$1'],
];

/** The words of LaTeX without the commands that give them a style or a rank; one line for each paragraph. */
export function plainLatex(text: string): string {
  if (notProse.test(text)) return text;
  const prose = applied(rules, text);
  return reflow(applied(characters, unwrapped(prose)));
}

function applied(replacements: readonly [RegExp, string][], text: string): string {
  return replacements.reduce((result, [pattern, by]) => result.replace(pattern, by), text);
}

/** From the inside out, until nothing is left to unwrap: every round takes at least one pair of braces away. */
function unwrapped(text: string): string {
  const next = text
    .trim()
    .replace(wholeEnvironment, '$2')
    .replace(styled, '$1')
    .replace(heading, '\n\n$1\n\n');
  return next === text ? text : unwrapped(next);
}
