import { altText, concatenate, join } from '../text/edits.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage } from './insert/insertCode.ts';
import { isTypeBody } from './insert/parameterList.ts';
import { swiftSyntax } from './syntax/codeSyntax.ts';

/** Matches what is before brackets that are a type. */
const type = /(?:\b(?:let|var|case)\s+\w+\s*:|->|\bas[?!]?|<)\s*\[*$/;
/** Matches what is before the parameters of a declaration. */
const declared = /\b(?:func\s+\w+|init|subscript)\s*$/;

const code: CodeLanguage = {
  syntax: swiftSyntax,
  hasSemicolons: false,
  hasTrailingCommas: true,
  header: /^(?:#!|\/\/\s*swift-tools-version|(?:@\w+\s+)?import\s)/,
  quote: (path) => `"${escape(path)}"`,
  escape: (path, { open, close, escape: mark }) => {
    if (!open.startsWith('#')) return escape(path);
    return path.includes(close) || path.includes(mark) || path.endsWith('"') ? undefined : path;
  },
  resource:
    /(?<=\bImage\(\s{0,40}(?:decorative:\s{0,40})?|\b(?:UI|NS)Image\(\s{0,40}named:\s{0,40})"([^"\n]+)"/g,
  list: (items) => concatenate('[', join(items, ', '), ']'),
  writeValue: ({ form, path, alt }, { before }, { text }) => {
    // Names of an asset catalog are arguments of `Image("…")` and `UIImage(named: "…")`.
    if (form !== 'resource' || /(?:\bImage|\bnamed:|\bImageResource)\s*\(?$/.test(before.trimEnd()))
      return undefined;
    if (/\bimport UIKit\b/.test(text) && !/\bimport SwiftUI\b/.test(text))
      return concatenate(`UIImage(named: "${escape(path)}")`);
    return concatenate(`Image("${escape(path)}", label: Text("`, altText(escape(alt)), '"))');
  },
  writeStatement: ({ form }, value, { text, brackets }, name) =>
    form === 'resource' &&
    /\bimport SwiftUI\b/.test(text) &&
    brackets.length > 0 &&
    !isTypeBody(brackets.at(-1))
      ? value
      : concatenate(`let ${name} = `, value),
  isList: ({ kind, before, after, parent }) =>
    kind === '['
      ? !type.test(before) && !after.startsWith('(') && !declared.test(parent?.before ?? '')
      : kind === '(' && !declared.test(before),
};

/** Swift, with images of an asset catalog by their names. */
export const swift = createCodeLanguage(code, ['swift'], ['swift']);

function escape(text: string): string {
  return text.replace(/["\\]/g, String.raw`\$&`);
}
