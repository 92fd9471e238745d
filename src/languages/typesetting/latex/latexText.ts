import { reflow } from '../../text/reflow.ts';

const nonProseEnvironment =
  /\\begin\{(?:tabular|tabularx|longtable|tikzpicture|verbatim|lstlisting|minted|equation|align|gather)\*?\}/;
const wholeEnvironment = /^\\begin\{([a-z]+\*?)\}(?:\[[^[\]]*\])?([^]*)\\end\{\1\}$/;
const headingCommands =
  'part|chapter|section|subsection|subsubsection|paragraph|subparagraph|title|caption|frametitle';
const styleCommands =
  'emph|textbf|textit|textsl|textsc|textsf|texttt|textrm|textup|textmd|underline|enquote|mbox|text|uline|hl';
/** Matches what opens a pair of braces, or a brace. */
const bracePattern = new RegExp(
  `(\\\\(?:${styleCommands})\\{)|(\\\\(?:${headingCommands})\\*?(?:\\[[^[\\]]*\\])?\\{)|[{}]`,
  'g',
);
/** How many environments around the whole text are unwrapped. Each is a pass over the text. */
const maxUnwrappedEnvironments = 20;

/** Applied once each, in this order. What is not listed (math, unknown commands) stays as it is. */
const commandRules: readonly [RegExp, string][] = [
  [/(?<!\\)%.*/g, ''],
  [/~?\\(?:label|index|footnote|cite[a-z]*)\*?(?:\[[^[\]]*\])*\{[^{}]*\}/g, ''],
  [/\\(?:centering|noindent|maketitle|smallskip|medskip|bigskip)(?![a-z])\s*/gi, ''],
  [/\\href\{[^{}]*\}\{([^{}]*)\}/g, '$1'],
  [/\\url\{([^{}]*)\}/g, '$1'],
  [/\{\\(?:bf|it|em|sc|tt|sl|rm|sf|bfseries|itshape)\s+([^{}\s][^{}]*|)\}/g, '$1'],
];
const characterRules: readonly [RegExp, string][] = [
  [/\\item\b\s*/g, '\n\n'],
  [/\\\\(?:\[[^[\]]*\])?|\\newline\b|\\par\b/g, '\n\n'],
  [/\\l?dots(?:\{\}|\b)\s?/g, '…'],
  [/(?<!\\)~|\\[ ,;]/g, ' '],
  [/(?<!-)---(?!-)/g, '—'],
  [/(?<!-)--(?!-)/g, '–'],
  [/\\([#$%&_{}])/g, '$1'],
];

/** The text of LaTeX without commands for style and structure, one line for each paragraph. Text with a table, code or displayed math stays as it is. */
export function extractLatexText(text: string): string {
  if (nonProseEnvironment.test(text)) return text;
  const prose = applyRules(commandRules, text);
  return reflow(convertQuotes(applyRules(characterRules, unwrapCommands(prose))));
}

function applyRules(rules: readonly [RegExp, string][], text: string): string {
  return rules.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text,
  );
}

function unwrapCommands(text: string): string {
  return unwrapEnvironments(unwrapBraces(unwrapEnvironments(text)));
}

function unwrapEnvironments(text: string): string {
  let content = text.trim();
  for (let depth = 0; depth < maxUnwrappedEnvironments; depth++) {
    const unwrapped = content.replace(wholeEnvironment, '$2').trim();
    if (unwrapped === content) return content;
    content = unwrapped;
  }
  return content;
}

interface OpenBrace {
  /** The part of the result that opens it. */
  readonly part: number;
  /** What replaces the command at both of its ends. Absent if it stays. */
  readonly replacement?: string;
  /** Whether braces stay in it, so that it stays too. */
  hasBraces: boolean;
}

/** Unwraps the commands whose braces contain no others, or only those of commands that are unwrapped. */
function unwrapBraces(text: string): string {
  const parts: string[] = [];
  const openBraces: OpenBrace[] = [];
  let end = 0;
  for (const { 0: match, 1: style, 2: heading, index } of text.matchAll(bracePattern)) {
    parts.push(text.slice(end, index));
    end = index + match.length;
    if (match !== '}') {
      const replacement = style !== undefined ? '' : heading !== undefined ? '\n\n' : undefined;
      openBraces.push({
        part: parts.push(match) - 1,
        hasBraces: false,
        ...(replacement !== undefined && { replacement }),
      });
      continue;
    }
    const open = openBraces.pop();
    if (open?.replacement !== undefined && !open.hasBraces) {
      parts[open.part] = open.replacement;
      parts.push(open.replacement);
      continue;
    }
    parts.push(match);
    const parent = openBraces.at(-1);
    if (parent) parent.hasBraces = true;
  }
  return parts.join('') + text.slice(end);
}

/** Turns each pair of LaTeX quotation marks into typographic ones. */
function convertQuotes(text: string): string {
  // Before the last closing mark, each opening one has its partner.
  const last = text.lastIndexOf("''");
  if (last === -1) return text;
  let isOpen = false;
  const converted = text.slice(0, last + 2).replaceAll(/``|''/g, (mark) => {
    if (isOpen === (mark === '``')) return mark;
    isOpen = !isOpen;
    return isOpen ? '“' : '”';
  });
  return converted + text.slice(last + 2);
}
