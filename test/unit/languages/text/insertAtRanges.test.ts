import assert from 'node:assert/strict';
import type { Insertion, TextEdit, TextRange } from '../../../../src/languages/language.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { insertAtRanges } from '../../../../src/languages/text/insertAtRanges.ts';
import { parseRanges } from '../support/parseRanges.ts';

type Insert = (text: string, range: TextRange) => Insertion;

const edit = (start: number, end: number, text: string, alts: TextRange[] = []): TextEdit => ({
  start,
  end,
  text,
  alts,
});
/** `[alt]` at the range. */
const inline: Insert = (_, { start, end }) => ({
  edits: [edit(start, end, '[alt]', [{ start: 1, end: 4 }])],
  notes: [],
});
/** An import at the top, once, and its use at the range. */
const imported: Insert = (text, { start, end }) => ({
  edits: [...(text.startsWith('import') ? [] : [edit(0, 0, 'import;\n')]), edit(start, end, '<x>')],
  notes: ['moved'],
});
/** A paragraph below the line of the range. */
const below: Insert = (text, { end }) => {
  const at = text.indexOf('\n', end);
  const lineEnd = at < 0 ? text.length : at;
  return { edits: [edit(lineEnd, lineEnd, '\n[alt]\n', [{ start: 2, end: 5 }])], notes: [] };
};
/** Replaces the spaces before the range, so that edits of cursors in the same spaces overlap. */
const absorb: Insert = (text, { start, end }) => {
  const from = text.slice(0, start).trimEnd().length;
  return { edits: [edit(from, end, ' [alt]', [{ start: 2, end: 5 }])], notes: [] };
};

/** `‸` are the cursors, `«…»` selections; `‹…›` the alt texts and `‸` the ends after the insertion. */
const cases: [string, Insert, string, string][] = [
  ['one cursor', inline, 'a‸b', 'a[‹alt›]‸b'],
  ['several cursors', inline, 'a‸b‸c', 'a[‹alt›]‸b[‹alt›]‸c'],
  ['a selection', inline, 'a«b»c‸', 'a[‹alt›]‸c[‹alt›]‸'],
  ['the same import', imported, 'a‸b‸c', 'import;\na<x>‸b<x>‸c'],
  ['cursors at the start, where the import goes', imported, '‸ab‸c', 'import;\n<x>‸ab<x>‸c'],
  ['two cursors in a line', below, 'a‸b‸c\nd', 'abc\n[‹alt›]‸\n\nd'],
  ['two lines', below, 'a‸\nb‸', 'a\n[‹alt›]‸\n\nb\n[‹alt›]‸\n'],
  ['edits that overlap', absorb, 'a ‸ ‸ b', 'a [‹alt›]‸ [‹alt›]‸ b'],
];

describe('insertAtRanges', () => {
  for (const [name, insert, before, after] of cases) {
    it(`combines ${name}`, () => {
      const { text, ranges } = parseRanges(before);
      const result = insertAtRanges(text, ranges, 'auto', insert);
      assert.equal(applyEdits(text, result.edits), result.textAfter);
      const marks = result.written.flatMap(({ stops, end }): [number, string][] => [
        ...stops.flatMap((stop): [number, string][] => [
          [stop.start, '‹'],
          [stop.end, '›'],
        ]),
        [end, '‸'],
      ]);
      let marked = result.textAfter;
      for (const [offset, mark] of marks.sort(([a], [b]) => b - a))
        marked = marked.slice(0, offset) + mark + marked.slice(offset);
      assert.equal(marked, after);
    });
  }

  it('gives the alt texts of an image the same number everywhere', () => {
    const { text, ranges } = parseRanges('a‸b‸c');
    const { written } = insertAtRanges(text, ranges, 'auto', inline);
    assert.deepEqual(
      written.flatMap(({ stops }) => stops.map(({ number }) => number)),
      [1, 1],
    );
  });

  it('lists each note once', () => {
    const { text, ranges } = parseRanges('a‸b‸c');
    assert.deepEqual(insertAtRanges(text, ranges, 'auto', imported).notes, ['moved']);
  });
});
