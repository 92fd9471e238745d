import { concatenate, join } from '../text/edits.ts';
import { createKeys, type CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage } from './insert/insertCode.ts';
import { tomlSyntax } from './syntax/codeSyntax.ts';

const code: CodeLanguage = {
  syntax: tomlSyntax,
  hasSemicolons: false,
  hasTrailingCommas: true,
  quote,
  escape: (path, { close }) => {
    if (close.startsWith('"')) return quote(path).slice(1, -1);
    return path.includes("'") ? undefined : path;
  },
  list: (items) => concatenate('[', join(items, ', '), ']'),
  writeStatement: (image, value, { text }) => {
    const [key = ''] = createKeys([image], text);
    return concatenate(writeKey(key), value);
  },
  showsStatements: true,
  // A table's name is in brackets, too.
  isList: ({ before }) => !/^\s*\[?$/.test(before),
  hasKeys: ({ kind }) => kind === '{',
  writeKey,
};

/** TOML. */
export const toml = createCodeLanguage(code, ['toml'], ['toml']);

function writeKey(key: string): string {
  return `${/^[\w\-]+$/.test(key) ? key : quote(key)} = `;
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
