import type { TextRange } from '../../language.ts';
import { getIndentation, getLine, getNextLine, isBlank, type Line } from '../../text/lines.ts';
import type { MarkupSpan } from '../markupSpans.ts';

/** `.. image::` or `.. figure::` with its parts. */
export interface RstImage extends TextRange {
  /** Where the path is, or where it goes. */
  readonly path: TextRange;
  readonly alt?: TextRange;
}

/** What is known about a reStructuredText document. Both in the order of the document. */
export interface RstDocument {
  readonly spans: readonly MarkupSpan[];
  readonly images: readonly RstImage[];
}

const codeDirectives =
  /^(?:code|code-block|sourcecode|literalinclude|highlight|raw|parsed-literal|csv-table|include|toctree|graphviz|mermaid|uml|doctest|testcode|testoutput|productionlist|role|default-role|replace|unicode|date|index|math|eval-rst|jupyter-execute|ipython|plantuml)$/;
const directive = /^\.\. +(?:\|[^|\n]+\| +)?([\w:+.-]+?)::(?:\s|$)/;
const explicitMarkup = /^\.\.(?:\s|$)/;
/** Matches the target of a reference, or a footnote. */
export const target = /^\.\. +(?:_[^\n]*:|\[[^\]\n]+\])/;
/** What is before markup: also the markers of the items that it begins. */
const lead = /^\s*(?:(?:[-*+•‣⁃]|\(?(?:\d+|#|[a-z])[.)])\s+)*(?=\.\.(?:\s|$))|^\s*/i;
const option = /^\s*:[^:\n]+:(?:\s|$)/;
/** A border of a grid table: `+---+---+`. */
export const gridBorder = /^\s*\+(?:[-=]+\+)+\s*$/;
/** A border of a simple table: `=== ===`. */
export const simpleBorder = /^\s*={2,}(?: +={2,})+\s*$/;
const adornment = /^([!-/:-@[-`{-~])\1{2,}\s*$/;

/** Whether a line underlines a title, or separates sections. */
export function isAdornment({ text }: Line): boolean {
  return adornment.test(text);
}

/** Finds directives, comments, literal blocks and tables. */
export function scanRst(text: string): RstDocument {
  const spans: MarkupSpan[] = [];
  const images: RstImage[] = [];
  let previous: Line | undefined;
  for (let line: Line | undefined = getLine(text, 0); line; line = getNextLine(text, line)) {
    const column = lead.exec(line.text)?.[0].length ?? 0;
    const markup = line.text.slice(column);
    const name = directive.exec(markup)?.[1];
    const start = line.start + column;
    let last: Line | undefined;
    if (name !== undefined) {
      const [body, head] = [findBodyEnd(text, line, column), findOptionsEnd(text, line, column)];
      const isImage = name === 'image' || name === 'figure';
      if (isImage) images.push(toImage(text, line, column, head));
      const isCode = codeDirectives.test(name);
      const content = {
        start: Math.min(head.end + 1, text.length),
        end: Math.max(body.end, head.end),
      };
      spans.push({
        kind: isCode ? 'code' : 'container',
        start,
        end: content.end,
        content,
      });
      last = isCode ? body : head;
    } else if (target.test(markup)) last = undefined;
    else if (explicitMarkup.test(markup)) {
      last = findBodyEnd(text, line, column);
      spans.push(toSpan('comment', { start }, last));
    } else if (gridBorder.test(line.text)) {
      last = findGridEnd(text, line);
      spans.push(toSpan('table', line, last));
    } else if (simpleBorder.test(line.text)) {
      last = findSimpleEnd(text, line);
      if (last) spans.push(toSpan('table', line, last));
    } else if (/^\s*>>> /.test(line.text) && isBlank(previous)) {
      last = findParagraphEnd(text, line);
      spans.push(toSpan('code', line, last));
    } else if (/::\s*$/.test(line.text) && isBlank(getNextLine(text, line))) {
      const body = findBodyEnd(text, line, column);
      const first = getNextLine(text, line);
      if (first && body.start > line.start) {
        spans.push(toSpan('code', first, body));
        last = body;
      }
    }
    line = last ?? line;
    previous = line;
  }
  return { spans, images };
}

function toSpan(kind: MarkupSpan['kind'], first: { start: number }, last: Line): MarkupSpan {
  const range = { start: first.start, end: last.end };
  return { kind, ...range, content: range };
}

/** The last line that is indented more than a column, or the line itself. */
function findBodyEnd(text: string, first: Line, indentation: number): Line {
  let last = first;
  for (let line = getNextLine(text, first); line; line = getNextLine(text, line)) {
    if (isBlank(line)) continue;
    if (getIndentation(line).length <= indentation) break;
    last = line;
  }
  return last;
}

function findOptionsEnd(text: string, first: Line, indentation: number): Line {
  let last = first;
  for (let line = getNextLine(text, first); line; line = getNextLine(text, line)) {
    if (!option.test(line.text) || getIndentation(line).length <= indentation) break;
    last = line;
  }
  return last;
}

function findGridEnd(text: string, first: Line): Line {
  let last = first;
  for (let line = getNextLine(text, first); line; line = getNextLine(text, line)) {
    if (!/^\s*[+|]/.test(line.text)) break;
    last = line;
  }
  return last;
}

/** The last border of a simple table, which a blank line follows. */
function findSimpleEnd(text: string, first: Line): Line | undefined {
  for (let line = getNextLine(text, first); line; line = getNextLine(text, line))
    if (simpleBorder.test(line.text) && isBlank(getNextLine(text, line))) return line;
  return undefined;
}

function findParagraphEnd(text: string, first: Line): Line {
  let line = first;
  for (let next = getNextLine(text, line); next && !isBlank(next); next = getNextLine(text, line))
    line = next;
  return line;
}

function toImage(text: string, first: Line, column: number, last: Line): RstImage {
  const markup = first.text.slice(column);
  const head = column + (/^\.\. +(?:\|[^|\n]+\| +)?\w+:: */.exec(markup)?.[0].length ?? 0);
  const start = first.start + head;
  const path = { start, end: start + first.text.slice(head).trimEnd().length };
  let alt: TextRange | undefined;
  for (let line: Line | undefined = first; line && line.start < last.start;) {
    line = getNextLine(text, line);
    const key = line && /^\s*:alt:[^\S\n]*/.exec(line.text)?.[0];
    if (line && key !== undefined)
      alt = {
        start: line.start + key.length,
        end: line.start + Math.max(key.length, line.text.trimEnd().length),
      };
  }
  return { start: first.start + column, end: last.end, path, ...(alt && { alt }) };
}
