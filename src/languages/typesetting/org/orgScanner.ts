import { getLine, getNextLine, isBlank, type Line } from '../../text/lines.ts';
import type { MarkupSpan } from '../markupSpans.ts';

const opening = /^\s*(?:#\+begin_(\S+)|:([\w-]+):\s*$|\\begin\{([^{}\n]+)\})/i;
const codeBlocks = /^(?:src|example|export|verse)$/i;

/** Finds the keywords at the start, and the blocks, drawers and comments of an Org document, in the order of their starts. */
export function scanOrg(text: string): readonly MarkupSpan[] {
  const spans: MarkupSpan[] = [];
  const lines = listLines(text);
  const ends = findEnds(lines);
  let index = 0;
  // Comments and keywords before anything else.
  let header: Line | undefined;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line || !(isBlank(line) || /^\s*#(?:\+\w+:|\s|$)/.test(line.text))) break;
    if (/^\s*#\+(?!attr_|caption|name)\w+:/i.test(line.text)) header = line;
  }
  if (header) {
    const range = { start: 0, end: header.end };
    spans.push({ kind: 'header', ...range, content: range });
  }
  index = header ? lines.indexOf(header) + 1 : 0;
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const [, block, drawer, environment] = opening.exec(line.text) ?? [];
    const name =
      block !== undefined
        ? `#+end_${block}`
        : drawer !== undefined
          ? ':end:'
          : `\\end{${environment ?? ''}}`;
    const endIndex = opening.test(line.text) ? ends.find(name.toLowerCase(), index) : undefined;
    const last = endIndex === undefined ? undefined : lines[endIndex];
    if (endIndex !== undefined && last) {
      const content = { start: line.end + 1, end: Math.max(line.end + 1, last.start - 1) };
      const isContainer =
        block !== undefined && !codeBlocks.test(block) && block.toLowerCase() !== 'comment';
      const kind = isContainer
        ? 'container'
        : block === undefined
          ? drawer === undefined
            ? 'math'
            : 'block'
          : block.toLowerCase() === 'comment'
            ? 'comment'
            : 'code';
      spans.push({ kind, start: line.start, end: last.end, content });
      if (!isContainer) index = endIndex;
    } else if (/^\s*#(?:\s|$)/.test(line.text)) spans.push(toLineSpan('comment', line));
    else if (/^\s*:(?:\s|$)/.test(line.text)) spans.push(toLineSpan('code', line));
  }
  return spans;
}

function listLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let line: Line | undefined = getLine(text, 0); line; line = getNextLine(text, line))
    lines.push(line);
  return lines;
}

/** The lines that end blocks, by their text in lower case. */
function findEnds(lines: readonly Line[]): {
  find: (name: string, after: number) => number | undefined;
} {
  const indexes = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const name = line.text.trim().toLowerCase();
    if (/^(?:#\+end_|:end:$|\\end\{)/.test(name)) {
      const known = indexes.get(name);
      if (known) known.push(index);
      else indexes.set(name, [index]);
    }
  }
  for (const known of indexes.values()) known.reverse();
  return {
    // Offsets only increase, so earlier lines are not needed again.
    find: (name, after) => {
      const known = indexes.get(name);
      while (known && (known.at(-1) ?? Infinity) <= after) known.pop();
      return known?.at(-1);
    },
  };
}

function toLineSpan(kind: 'comment' | 'code', { text, start, end }: Line): MarkupSpan {
  const content = { start: start + (/^\s*[#:]/.exec(text)?.[0].length ?? 0), end };
  return { kind, start, end, content };
}
