import assert from 'node:assert/strict';
import { findLanguage, type Placement } from '../../../../src/languages/index.ts';
import { applyEdits } from '../../../../src/languages/text/edits.ts';
import { readPlace } from '../proofs/place.ts';

/** What an insertion depends on, beside the document. */
export interface CaseOptions {
  readonly count?: number;
  readonly placement?: Placement;
  readonly isAfterPrompt?: boolean;
  /** The expected notes. */
  readonly note?: string;
}

/** A document with `‸` for the cursor or `«…»` for a selection, and the document after the insertion. */
export type InsertionCase = readonly [before: string, after: string, options?: CaseOptions];

const images = ['f', 'g'].map((name) => ({
  path: `i/${name}.png`,
  form: 'path' as const,
  alt: name.toUpperCase(),
}));

/** Declares two tests for each case: with the line breaks of Linux, and with those of Windows. */
export function testInsertions(languageId: string, cases: readonly InsertionCase[]): void {
  for (const [before, after, options = {}] of cases) {
    for (const eol of ['\n', '\r\n'] as const) {
      it(`${JSON.stringify(before)} with ${JSON.stringify(eol)}`, () => {
        const { text, range } = readPlace(before.replaceAll('\n', eol));
        const { edits, notes } = insert(languageId, text, range, eol, options);
        assert.equal(applyEdits(text, edits), after.replaceAll('\n', eol));
        assert.deepEqual(notes, options.note === undefined ? [] : [options.note]);
        for (const edit of edits) {
          const alts = edit.alts.map(({ start, end }) => edit.text.slice(start, end));
          assert.ok(
            alts.every((alt) => /^[FG]$/.test(alt)),
            alts.join(),
          );
        }
      });
    }
  }
}

function insert(
  languageId: string,
  text: string,
  range: { start: number; end: number },
  eol: '\n' | '\r\n',
  { count = 1, placement = 'auto', isAfterPrompt = false }: CaseOptions,
) {
  const language = findLanguage(languageId, '');
  assert.ok(language);
  const context = { placement, eol, isAfterPrompt, isCodeCell: false };
  return language.insert(text, range, images.slice(0, count), context);
}
