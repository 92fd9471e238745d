import { getIndentation } from '../../text/lines.ts';
import type { IndentedLines } from './indentedLines.ts';
import { maskStyle, type StyleRegion } from './styleRegion.ts';

/** The statement of a line, with its continuation lines: after a comma, or in parentheses. */
export function readStatement(region: StyleRegion, { lines, index }: IndentedLines): StyleRegion {
  const { text, tokens, cursor, openings } = region;
  const own = lines[index] ?? { start: 0, end: text.length, text };
  let first = index;
  const outer = openings[0]?.start ?? own.start;
  while (first > 0 && (lines[first]?.start ?? 0) > outer) first--;
  while (first > 0 && isContinued(lines[first - 1]?.text ?? '', own.text)) first--;
  const start = Math.max(lines[first]?.start ?? 0, region.start);
  let last = index;
  let depth = openings.length;
  let end = own.end;
  let terminator: StyleRegion['terminator'] = '';
  for (const token of tokens) {
    if (token.start < cursor) continue;
    while (token.start > (lines[last]?.end ?? text.length) && depth > 0) last++;
    if (token.start > (lines[last]?.end ?? text.length)) break;
    if (token.kind === '(') depth++;
    if (token.kind === ')') depth--;
    if (depth <= 0 && (token.kind === ';' || token.kind === '{')) {
      terminator = token.kind;
      end = token.start;
      break;
    }
  }
  if (terminator === '') end = lines[last]?.end ?? text.length;
  const masked = maskStyle(text, tokens, start, end);
  return { ...region, start, end: start + masked.trimEnd().length, terminator, blocks: [] };
}

function isContinued(previous: string, own: string): boolean {
  if (!/,\s*$/.test(previous)) return false;
  return (
    /^\s*[\w\-$]+\s*:/.test(previous) || getIndentation({ start: 0, end: 0, text: own }) !== ''
  );
}
