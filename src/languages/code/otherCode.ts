import type { DocumentLanguage } from '../language.ts';
import { concatenate, join } from '../text/edits.ts';
import type { CodeLanguage } from './insert/codeLanguage.ts';
import { createCodeLanguage } from './insert/insertCode.ts';
import { hashSyntax, slashSyntax } from './syntax/codeSyntax.ts';

const slash: CodeLanguage = {
  syntax: slashSyntax,
  hasSemicolons: false,
  hasTrailingCommas: false,
  header:
    /^(?:#!|(?:package|import|using|use|mod|module|namespace|open|extern crate)\s|#(?:include|import|pragma|define)\b)/,
  quote,
  escape: (path, { open }) => (open === '`' ? path : quote(path).slice(1, -1)),
  list: (items) => join(items, ', '),
  // Only comments are allowed everywhere.
  writeStatement: ({ path }) => concatenate(`// ${path}`),
  isList: ({ kind, before }) =>
    kind === '{' ? /(?:\]\w*|=)$/.test(before.trimEnd()) : kind === '[' || !isHead(before),
};

const hash: CodeLanguage = {
  ...slash,
  syntax: hashSyntax,
  header: /^(?:#!|(?:require|require_relative|use|library|using|import|source)\b)/,
  escape: (path, { close }) => path.replace(close === '"' ? /["\\$`]/g : /['\\]/g, String.raw`\$&`),
  writeStatement: ({ path }) => concatenate(`# ${path}`),
  isList: ({ kind, before }) =>
    (kind === '[' || kind === '(') && /[\w=(,[]\s*$/.test(before) && !isHead(before),
};

/** Languages of which only strings and comments are parsed. */
export const otherCode: readonly DocumentLanguage[] = [
  createCodeLanguage(
    slash,
    [
      ...['c', 'cpp', 'csharp', 'java', 'go', 'rust', 'scala', 'groovy', 'objective-c'],
      ...['objective-cpp', 'zig', 'solidity', 'proto3', 'hlsl', 'glsl', 'fsharp'],
    ],
    [],
  ),
  createCodeLanguage(
    hash,
    ['ruby', 'r', 'julia', 'perl', 'elixir', 'coffeescript', 'gdscript', 'shellscript', 'fish'],
    [],
  ),
];

/** The head of a function or of a statement with a condition. */
function isHead(before: string): boolean {
  return /\b(?:if|for|while|switch|catch|(?:def|fn|func|function|void|sub)\s+[\w.:]+)\s*$/.test(
    before,
  );
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
