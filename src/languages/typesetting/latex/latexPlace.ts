import type { TextRange } from '../../language.ts';
import {
  getIndentation,
  getLine,
  getNextLine,
  getPreviousLine,
  isBlank,
} from '../../text/lines.ts';
import { expandToParagraph } from '../paragraph.ts';
import type { Line } from '../../text/lines.ts';
import type { FlowPlace } from '../flow.ts';
import type { LatexSpan } from './latexScanner.ts';

/** Commands whose arguments are shown elsewhere in the document, or are not text. */
const hiddenArguments =
  /^(?:(?:page|auto|name|eq|c|C|v)?ref\*?|label|hyperref|[a-zA-Z]{0,20}cite[a-zA-Z]{0,20}\*?|url|href|input|include|import|index|gls\w*|bibliography\w*|usepackage|documentclass|hypersetup|[hv]space\*?|setlength|addtolength|(?:page)?color|definecolor|vref|hyper\w+|graphicspath|addbibresource|setcounter|addtocounter|pagestyle|thispagestyle|usetikzlibrary|tikzset|lstset|newcounter|nocite|rule)$/;
/** Commands that start a block, and whose argument cannot contain an image. */
const headingCommand =
  /^(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph|title|subtitle|author|date|frametitle|framesubtitle|caption(?:of)?)\*?$/;
/** Matches a line that starts a block, or is one. */
const blockStart =
  /^\s*(?:\\(?:begin|end|item|part|chapter|(?:sub){0,2}section|caption|label|maketitle|tableofcontents|par|newpage|clearpage|centering|frametitle|bibliography|printbibliography|input|include|appendix|bigskip|medskip|smallskip|vspace|documentclass|usepackage|\[)(?![a-z])|<<|\$\$)/i;
const heading = /^\s*\\(?:part|chapter|(?:sub){0,2}section|frametitle)\*?(?:[[{\s]|$)/;
/** Environments whose rows are lines of cells. */
const table =
  /^(?:tabular[xy*]?|tabularray|longtable\*?|longtblr|tblr|supertabular|xltabular|array|tabu|matrix)$/;
/** Environments where a blank line would be a gap between images. */
const float =
  /^(?:(?:sub|wrap|sidewaysf|SC|margin)?figure|sidewaysfigure|wrapfigure|subfloat|teaserfigure|center)\*?$/;
const list = /^(?:itemize|enumerate|description|compactitem|compactenum)\*?$/;
/** Drawing environments, where only nodes contain text. */
const drawing = /^(?:tikzpicture|picture|pgfpicture|axis|forest|circuitikz)$/;

/** Where an image goes in the text of a LaTeX document. */
export interface LatexFlow extends FlowPlace {
  /** What has to be written before an image: in a list without an item, or outside of all slides. */
  readonly wrapper?: 'item' | 'frame';
}

/** Whether no blank line is needed between an image and a line. */
export function isLatexBoundary({ text }: Line, side: 'above' | 'below'): boolean {
  if (side === 'above') return opensEnvironment(text) || /\\(?:centering|item)\s*$/.test(text);
  return /^\s*\\(?:end|item)(?![a-z])/i.test(text);
}

/** Whether an environment that a line begins goes on after it. */
function opensEnvironment(line: string): boolean {
  const rest = line.slice(line.lastIndexOf('\\end{') + 1);
  return /\\begin\{[^{}]*\}/.test(rest);
}

/** The place of the cursor in the body of a document. */
export function findLatexFlow(
  text: string,
  range: TextRange,
  spans: readonly LatexSpan[],
  isBeamer: boolean,
): LatexFlow {
  let inline: TextRange = range;
  let only: LatexFlow['only'];
  let environment: LatexSpan | undefined;
  const containing = spans.filter(({ start, end }) => start < range.start && range.start < end);
  for (const span of containing) {
    const isInContent = span.content.start <= range.start && range.start <= span.content.end;
    if (span.kind === 'math' || (span.kind === 'environment' && drawing.test(span.name))) {
      if (/^(?:\$|\()$/.test(span.name)) inline = { start: span.end, end: span.end };
      else only = 'below';
      return toFlow(text, span, inline, only, environment, spans, isBeamer);
    }
    if (span.kind === 'environment') {
      environment = span;
      only = isInContent ? (table.test(span.name) ? 'inline' : undefined) : 'block';
      if (!isInContent) {
        const head = { start: span.start, end: span.content.start };
        return toFlow(text, head, inline, only, environment, spans, isBeamer);
      }
    } else if (headingCommand.test(span.name) && span.kind !== 'group') {
      return toFlow(text, span, inline, 'block', environment, spans, isBeamer);
    } else if (isOpaque(span)) {
      const end = findCommandEnd(span, spans);
      inline = { start: end, end };
      break;
    }
  }
  const at = inline.start === range.start ? { start: range.start, end: range.end } : inline;
  return toFlow(text, at, inline, only, environment, spans, isBeamer);
}

function isOpaque({ kind, name }: LatexSpan): boolean {
  if (kind === 'command' || kind === 'option') return true;
  return kind === 'argument' && (hiddenArguments.test(name) || /^(?:begin|end)$/.test(name));
}

/** Where the last argument of a command ends. */
function findCommandEnd({ commandStart, end }: LatexSpan, spans: readonly LatexSpan[]): number {
  return spans.reduce(
    (last, span) => (span.commandStart === commandStart ? Math.max(last, span.end) : last),
    end,
  );
}

function toFlow(
  text: string,
  at: TextRange,
  inline: TextRange,
  only: LatexFlow['only'],
  environment: LatexSpan | undefined,
  spans: readonly LatexSpan[],
  isBeamer: boolean,
): LatexFlow {
  const caption = findCaption(text, at, environment);
  const block = caption ?? expand(text, at, spans, environment);
  const last = getLine(text, block.end);
  const isFloat = environment !== undefined && float.test(environment.name);
  const isInFrame = spans.some(
    ({ kind, name, start, end }) =>
      kind === 'environment' && name === 'frame' && start < at.start && at.start < end,
  );
  const wrapper =
    isBeamer && !isInFrame ? 'frame' : needsItem(text, at, environment) ? 'item' : undefined;
  const item = /^\s*\\item(?![a-z])\s*(?:\[[^\]]*\]\s*)?/i.exec(
    getLine(text, block.start).text,
  )?.[0];
  return {
    inline,
    block,
    ...(item !== undefined && { itemStart: block.start + item.length }),
    ...(wrapper === 'frame' ? { only: 'block' } : only && { only }),
    indentation: getInnerIndentation(text, last),
    ...(isFloat && { separator: [] }),
    ...(wrapper && { wrapper }),
  };
}

/** The line above a caption: figures have their images above it. */
function findCaption(
  text: string,
  { start }: TextRange,
  environment: LatexSpan | undefined,
): TextRange | undefined {
  if (environment === undefined || !float.test(environment.name)) return undefined;
  const line = getLine(text, start);
  if (!/^\s*\\caption(?![a-z])/i.test(line.text)) return undefined;
  const previous = getPreviousLine(text, line);
  return previous && { start: previous.start, end: previous.end };
}

/** Whether a list has no item before a position, so that text is an error. */
function needsItem(text: string, { start }: TextRange, environment?: LatexSpan): boolean {
  if (environment === undefined || !list.test(environment.name)) return false;
  const head = text.slice(
    environment.start,
    Math.max(environment.content.start, getLine(text, start).start),
  );
  return (
    !/\\item(?![a-z])/i.test(head) &&
    !/\\item(?![a-z])/i.test(text.slice(getLine(text, start).start, start))
  );
}

/** The lines of the paragraph of a range. It ends outside of what starts in it. */
function expand(
  text: string,
  range: TextRange,
  spans: readonly LatexSpan[],
  environment: LatexSpan | undefined,
): TextRange {
  const { start, end } = expandToParagraph(text, range, {
    startsBlock: (line) => blockStart.test(line.text),
    endsBlock,
  });
  // A section and its label belong together.
  const next = getNextLine(text, { start: end, end });
  const hasLabel =
    next && /^\s*\\label(?![a-z])/i.test(next.text) && heading.test(getLine(text, end).text);
  return { start, end: leaveSpans(text, hasLabel ? next.end : end, spans, environment) };
}

/** Whether the line below is not a part of the paragraph. */
function endsBlock({ text }: Line): boolean {
  return (
    heading.test(text) ||
    /(?:\\\]|\$\$)\s*$|\\(?:end|begin)\{[^{}]*\}|^\s*\\(?:label|maketitle|centering)(?![a-z])/i.test(
      text,
    )
  );
}

/** The end of the first line from a position on that ends outside of commands, formulas, and other environments. */
function leaveSpans(
  text: string,
  position: number,
  spans: readonly LatexSpan[],
  environment: LatexSpan | undefined,
): number {
  let end = position;
  for (const span of spans) {
    if (span.start >= end) break;
    if (span.kind === 'comment' || end >= span.end) continue;
    const contains =
      span.kind === 'environment' && (span === environment || isAround(span, environment));
    if (!contains && span.kind !== 'group') end = getLine(text, span.end).end;
    else if (!contains) end = Math.max(end, getLine(text, span.end).end);
  }
  return end;
}

function isAround(span: LatexSpan, environment: LatexSpan | undefined): boolean {
  if (span.name === 'document') return true;
  return (
    environment !== undefined && span.start <= environment.start && span.end >= environment.end
  );
}

/** The white space for a line after another one: more if that one opens an environment. */
function getInnerIndentation(text: string, line: Line): string {
  const indentation = getIndentation(line);
  if (!/^\s*\\begin\{(?!document\})[^{}]*\}(?!.*\\end\{)/.test(line.text)) return indentation;
  let next = getNextLine(text, line);
  while (next && isBlank(next)) next = getNextLine(text, next);
  const inner = next && !/^\s*\\end(?![a-z])/i.test(next.text) ? getIndentation(next) : '';
  if (inner.length > indentation.length) return inner;
  const unit = /^(?: {2,8}|\t)(?=\S)/m.exec(text)?.[0] ?? '  ';
  return indentation + unit;
}
