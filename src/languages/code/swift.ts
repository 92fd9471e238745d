import { altText, concatenate, join } from '../text/edits.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage } from './insert/insertCode.ts';
import { swiftSyntax } from './syntax/codeSyntax.ts';

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
  writeStatement: ({ form }, value, { text }, name) =>
    form === 'resource' && /\bimport SwiftUI\b/.test(text)
      ? value
      : concatenate(`let ${name} = `, value),
  isList: ({ kind, before }) =>
    kind === '[' || (kind === '(' && !/\b(?:func\s+\w+|init|subscript)\s*$/.test(before)),
};

/** Swift, with images of an asset catalog by their names. */
export const swift = createCodeLanguage(code, ['swift'], ['swift']);

function escape(text: string): string {
  return text.replace(/["\\]/g, String.raw`\$&`);
}
