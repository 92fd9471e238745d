import { templateCode } from './codeLanguages.ts';
import type { Delimiter, TemplateSyntax } from './templateCode.ts';

/** The delimiters of Jinja and its relatives. */
export const braceDelimiters: readonly Delimiter[] = [
  { open: '{#', close: '#}', kind: 'comment' },
  { open: '{{', close: '}}', kind: 'output', hasStrings: true },
  { open: '{%', close: '%}', kind: 'statement', hasStrings: true },
];

/** The syntax of Jinja and its relatives, which have layouts with blocks. */
export const braceTags: TemplateSyntax = {
  delimiters: braceDelimiters,
  language: templateCode,
  prolog: /^\{%[-~+]?\s*(?:extends|load|import|from|use|set|layout)\b/,
  blocks: {
    extends: /^\{%[-~+]?\s*extends\b/,
    open: /^\{%[-~+]?\s*block\s+\w+(?:\s+(?:scoped|required))*\s*[-~+]?%\}$/,
    close: /^\{%[-~+]?\s*endblock\b/,
    content: /block\s+(?:content|body|main|page)\b/,
  },
};
