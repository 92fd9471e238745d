import { getLine, getNextLine, getPreviousLine, isBlank, type Line } from '../../text/lines.ts';
import type { MarkupSpan } from '../markupSpans.ts';

/** Matches the line that starts or ends a delimited block. */
export const blockDelimiter =
  /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|={4,}|\*{4,}|_{4,}|--|`{3}|[|,:!]={3,})[^\S\n]*$/;
/** A title or the attributes of the block below it. */
export const blockLead = /^(?:\.[^\s.].*|\[[^\]\n]*\]{1,2}\s*)$/;
const fence = /^`{3}[^`]*$/;
const codeStyle =
  /^\[(?:source|listing|literal|pass|stem|latexmath|asciimath|,\s*\w|mermaid|plantuml)/;

const kinds: Readonly<Record<string, MarkupSpan['kind']>> = {
  '-': 'code',
  '.': 'code',
  '+': 'code',
  '`': 'code',
  '/': 'comment',
  '|': 'table',
  ',': 'table',
  ':': 'table',
  '!': 'table',
};

/** Finds the header, and the delimited and styled blocks of an AsciiDoc document, in the order of their starts. */
export function scanAsciidoc(text: string): readonly MarkupSpan[] {
  const header = findHeader(text);
  const spans: MarkupSpan[] = header ? [header] : [];
  const open: { delimiter: string; line: Line; index: number }[] = [];
  let previous: Line | undefined;
  let line: Line | undefined = getLine(text, 0);
  if (header) line = getNextLine(text, getLine(text, header.end));
  for (; line; line = getNextLine(text, line)) {
    const delimiter = fence.test(line.text) ? '```' : line.text.trimEnd();
    const partner = open.findLastIndex((each) => each.delimiter === delimiter);
    const isCode = previous !== undefined && codeStyle.test(previous.text);
    if (partner !== -1) {
      for (const each of open.splice(partner)) {
        const kind = spans[each.index]?.kind ?? 'container';
        spans[each.index] = toSpan(text, kind, each.line, line);
      }
    } else if (fence.test(line.text) || blockDelimiter.test(line.text)) {
      const kind = isCode ? 'code' : delimiter === '--' ? 'container' : kinds[delimiter.charAt(0)];
      const isVerbatim = kind === 'code' || kind === 'comment';
      // Only its end is recognized in it.
      const last: Line | undefined = isVerbatim ? findLine(text, line, delimiter) : undefined;
      spans.push(toSpan(text, kind ?? 'container', line, last));
      if (!isVerbatim) open.push({ delimiter, line, index: spans.length - 1 });
      else if (last) line = last;
      else break;
    } else if (isCode && !isBlank(line) && open.length === 0) {
      const range = { start: line.start, end: findParagraphEnd(text, line) };
      spans.push({ kind: 'code', ...range, content: range });
    }
    previous = line;
  }
  return spans;
}

function toSpan(
  text: string,
  kind: MarkupSpan['kind'],
  first: Line,
  last: Line | undefined,
): MarkupSpan {
  const start = Math.min(first.end + 1, text.length);
  const end = Math.max(start, (last?.start ?? text.length + 1) - 1);
  return { kind, start: first.start, end: last?.end ?? text.length, content: { start, end } };
}

function findLine(text: string, after: Line, delimiter: string): Line | undefined {
  let line = getNextLine(text, after);
  while (line && line.text.trimEnd() !== delimiter) line = getNextLine(text, line);
  return line;
}

function findParagraphEnd(text: string, first: Line): number {
  let line = first;
  for (let next = getNextLine(text, line); next && !isBlank(next); next = getNextLine(text, line))
    line = next;
  return line.end;
}

const attribute = /^:!?[\w-]+!?:(?:\s|$)/;
const title = /^[=#]\s+\S/;

/** The title with what belongs to it, or the attributes at the start of a document. */
function findHeader(text: string): MarkupSpan | undefined {
  let first = getLine(text, 0);
  for (let next = getNextLine(text, first); isBlank(first) && next; next = getNextLine(text, first))
    first = next;
  let last: Line | undefined;
  let hasTitle = false;
  for (let line: Line | undefined = first; line && !isBlank(line); line = getNextLine(text, line)) {
    const isTitle = title.test(line.text);
    const isComment = line.text.startsWith('//') && !line.text.startsWith('////');
    hasTitle ||= isTitle;
    if (!hasTitle && !isComment && !attribute.test(line.text)) break;
    if (!isComment || hasTitle) last = line;
  }
  if (!last) return undefined;
  const range = { start: first.start, end: last.end };
  return { kind: 'header', ...range, content: range };
}

/** The folder that the attribute `imagesdir` of the header names. */
export function readImagesFolder(text: string): string | undefined {
  const header = findHeader(text);
  if (!header) return undefined;
  let folder: string | undefined;
  const entries = text
    .slice(header.start, header.end)
    .matchAll(/^:(!?)imagesdir(!?):[^\S\n]*([^\r\n]*)/gm);
  for (const [, unset, unsetAfter, value = ''] of entries) {
    // `@` only sets the precedence.
    const path = value.trim().replace(/@$/, '');
    const isUsable = !unset && !unsetAfter && path !== '' && !/\{|^[a-z][\w+.-]+:/i.test(path);
    folder = isUsable ? path.replace(/(?<=[^/])\/+$/, '') : undefined;
  }
  return folder === '.' ? undefined : folder;
}

/** Where the title and the attributes of a block begin. */
export function findLeadStart(text: string, blockStart: number): number {
  let first = getLine(text, blockStart);
  for (
    let previous = getPreviousLine(text, first);
    previous && blockLead.test(previous.text);
    previous = getPreviousLine(text, first)
  )
    first = previous;
  return first.start;
}
