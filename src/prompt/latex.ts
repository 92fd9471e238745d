import { reflow } from './reflow.ts';

const nonProseEnvironment =
  /\\begin\{(?:tabular|tabularx|longtable|tikzpicture|verbatim|lstlisting|minted|equation|align|gather)\*?\}/;
const wholeEnvironment = /^\\begin\{([a-z]+\*?)\}(?:\[[^[\]]*\])?([^]*)\\end\{\1\}$/;
const headingCommands =
  'part|chapter|section|subsection|subsubsection|paragraph|subparagraph|title|caption|frametitle';
const styleCommands =
  'emph|textbf|textit|textsl|textsc|textsf|texttt|textrm|textup|textmd|underline|enquote|mbox|text|uline|hl';
const headingPattern = new RegExp(
  `\\\\(?:${headingCommands})\\*?(?:\\[[^[\\]]*\\])?\\{([^{}]*)\\}`,
  'g',
);
const stylePattern = new RegExp(`\\\\(?:${styleCommands})\\{([^{}]*)\\}`, 'g');

/** Applied once each, in this order. What is not listed (math, unknown commands) stays as it is. */
const commandRules: readonly [RegExp, string][] = [
  [/(?<!\\)%.*$/gm, ''],
  [/~?\\(?:label|index|footnote|cite[a-z]*)\*?(?:\[[^[\]]*\])*\{[^{}]*\}/g, ''],
  [/\\(?:centering|noindent|maketitle|smallskip|medskip|bigskip)(?![a-z])\s*/gi, ''],
  [/\\href\{[^{}]*\}\{([^{}]*)\}/g, '$1'],
  [/\\url\{([^{}]*)\}/g, '$1'],
  [/\{\\(?:bf|it|em|sc|tt|sl|rm|sf|bfseries|itshape)\s+([^{}]*)\}/g, '$1'],
];
const characterRules: readonly [RegExp, string][] = [
  [/\\item\b\s*/g, '\n\n'],
  [/\\\\(?:\[[^[\]]*\])?|\\newline\b|\\par\b/g, '\n\n'],
  [/\\l?dots(?:\{\}|\b)\s?/g, '…'],
  [/(?<!\\)~|\\[ ,;]/g, ' '],
  [/``([^]*?)''/g, '“$1”'],
  [/(?<!-)---(?!-)/g, '—'],
  [/(?<!-)--(?!-)/g, '–'],
  [/\\([#$%&_{}])/g, '$1'],
];

/** The text of LaTeX without commands for style and structure, one line for each paragraph. Text with a table, code or displayed math stays as it is. */
export function extractLatexText(text: string): string {
  if (nonProseEnvironment.test(text)) return text;
  const prose = applyRules(commandRules, text);
  return reflow(applyRules(characterRules, unwrapCommands(prose)));
}

function applyRules(rules: readonly [RegExp, string][], text: string): string {
  return rules.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text,
  );
}

/** Unwraps from the inside out. It ends, because each call that changes the text removes a pair of braces. */
function unwrapCommands(text: string): string {
  const next = text
    .trim()
    .replace(wholeEnvironment, '$2')
    .replace(stylePattern, '$1')
    .replace(headingPattern, '\n\n$1\n\n');
  return next === text ? text : unwrapCommands(next);
}
