import type { DocumentLanguage, Insertion, TextRange } from '../language.ts';
import { concatenate, join } from '../text/edits.ts';
import { replaceSelection } from '../text/replaceSelection.ts';
import type { CodeInsertion, CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage, insertCode } from './insert/insertCode.ts';
import { readCodeRegion, type CodeRegion } from './syntax/codeRegion.ts';
import { jsonSyntax } from './syntax/codeSyntax.ts';

const code: CodeLanguage = {
  syntax: jsonSyntax,
  hasSemicolons: false,
  hasTrailingCommas: false,
  quote: (path) => JSON.stringify(path),
  escape: (path) => JSON.stringify(path).slice(1, -1),
  list: (items) => concatenate('[', join(items, ', '), ']'),
  writeStatement: (_image, value) => value,
  showsStatements: true,
  isList: () => true,
  hasKeys: ({ kind }) => kind === '{',
};

const base = createCodeLanguage(
  code,
  ['json', 'jsonc', 'json5', 'jsonl'],
  ['json', 'jsonc', 'json5', 'webmanifest'],
);

/** JSON, also with comments. */
export const json: DocumentLanguage = {
  ...base,
  insert: (text, range, images, context) =>
    replaceSelection(text, range, (rest, cursor) => {
      const region = readCodeRegion(rest, cursor, jsonSyntax);
      return insertJson({ language: code, region, images, context });
    }),
};

function insertJson(insertion: CodeInsertion): Insertion {
  const { region, images } = insertion;
  const { text, masked, cursor, brackets, token } = region;
  if (brackets.length > 0 || token !== undefined) return insertCode(insertion);
  const root = readRoot(region);
  if (root.start === root.end) {
    const values = images.map(({ path }) => code.quote(path));
    const list = values.length === 1 ? values.join('') : `[${values.join(', ')}]`;
    return { edits: [{ start: cursor, end: cursor, text: list, alts: [] }], notes: [] };
  }
  if (!/^[[{]/.test(masked.slice(root.start, root.end))) {
    // A list of the value that is there and the images.
    const values = images.map(({ path }) => `, ${code.quote(path)}`).join('');
    const edits = [
      { start: root.start, end: root.start, text: '[', alts: [] },
      { start: root.end, end: root.end, text: `${values}]`, alts: [] },
    ];
    return { edits, notes: [] };
  }
  // The root contains everything.
  const isBefore = cursor <= root.start;
  const inner = isBefore ? root.start + 1 : root.end - 1;
  const moved = insertCode({ ...insertion, region: readCodeRegion(text, inner, jsonSyntax) });
  return { ...moved, notes: [...moved.notes, 'moved'] };
}

/** The value of the document, without white space and comments. */
function readRoot({ masked }: CodeRegion): TextRange {
  const start = masked.length - masked.trimStart().length;
  return { start, end: Math.max(start, masked.trimEnd().length) };
}
