import type { DocumentLanguage } from '../language.ts';
import { concatenate, join } from '../text/edits.ts';
import { replaceSelection } from '../text/replaceSelection.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage, insertCode } from './insert/insertCode.ts';
import { insertIntoCell } from './notebookCell.ts';
import { adjustPosition, indentBlank, skipDocstring } from './pythonLines.ts';
import { readCodeRegion } from './syntax/codeRegion.ts';
import { pythonSyntax } from './syntax/codeSyntax.ts';
import { quotePython } from './quotePython.ts';

const code: CodeLanguage = {
  syntax: pythonSyntax,
  hasSemicolons: false,
  hasTrailingCommas: true,
  // The docstring, the encoding, and imports. A string before them would be the docstring.
  header: /^(?:#!|#.*coding[:=]|(?:from|import)\s|[ru]?["'])/i,
  quote: quotePython,
  escape: (path, { open, close }) => {
    const prefix = open.slice(0, -close.length).toLowerCase();
    if (prefix.includes('b') && /[^\x00-\x7f]/.test(path)) return undefined;
    if (prefix.includes('r') && /["'\\]/.test(path)) return undefined;
    const escaped = prefix.includes('r')
      ? path
      : path.replace(/[\\"']/g, (character) =>
          character === '\\' || close.startsWith(character) ? `\\${character}` : character,
        );
    return prefix.includes('f') ? escaped.replace(/[{}]/g, '$&$&') : escaped;
  },
  list: (items) => concatenate('[', join(items, ', '), ']'),
  writeStatement: (_image, value) => value,
  isList: ({ kind, before }) =>
    kind !== '(' || !/\b(?:def\s+\w+|class\s+\w+|import)\s*$/.test(before),
  adjustPosition,
  indentBlank,
  skipDocstring,
};

const script = createCodeLanguage(code, ['python'], ['py', 'pyi', 'pyw']);

/** Python, and code cells of notebooks, which show images. */
export const python: DocumentLanguage = {
  ...script,
  insert: (text, range, images, context) =>
    context.isCodeCell
      ? replaceSelection(text, range, (rest, cursor) => {
          const region = readCodeRegion(rest, cursor, pythonSyntax);
          const insertion = { language: code, region, images, context };
          return insertIntoCell(insertion, insertCode);
        })
      : script.insert(text, range, images, context),
};
