import type { TextRange } from '../language.ts';

/** One of several ranges. */
export interface IndexedRange {
  readonly range: TextRange;
  /** Among the ranges that were given. */
  readonly index: number;
}

/** The ranges in the order of the text. Those that overlap, and a cursor at the edge of another one, become one. */
export function mergeRanges(ranges: readonly TextRange[]): readonly IndexedRange[] {
  const merged: IndexedRange[] = [];
  const ordered = ranges
    .map((range, index) => ({ range, index }))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  for (const each of ordered) {
    const last = merged.at(-1);
    if (last && overlap(last.range, each.range)) merged.splice(-1, 1, unite(last, each));
    else merged.push(each);
  }
  return merged;
}

function overlap(a: TextRange, b: TextRange): boolean {
  return isEmpty(a) || isEmpty(b) ? b.start <= a.end : b.start < a.end;
}

/** With the index of the first one that is not empty. */
function unite(a: IndexedRange, b: IndexedRange): IndexedRange {
  const range = { start: a.range.start, end: Math.max(a.range.end, b.range.end) };
  return { range, index: isEmpty(a.range) ? b.index : a.index };
}

function isEmpty({ start, end }: TextRange): boolean {
  return start === end;
}
