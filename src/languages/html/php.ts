import { createPageLanguage } from './createPageLanguage.ts';
import { extractElementText } from './htmlText.ts';
import { phpCode } from './code/codeLanguages.ts';
import type { Delimiter } from './code/templateCode.ts';

/** The code of PHP, which may end with the file. */
export const phpDelimiters: readonly Delimiter[] = [
  { open: '<?=', close: '?>', kind: 'output', mayEndWithFile: true },
  { open: '<?php', close: '?>', kind: 'statement', mayEndWithFile: true },
];

/** PHP. */
export const php = createPageLanguage({
  ids: ['php'],
  extensions: ['php', 'phtml'],
  readPrompt: extractElementText,
  template: { delimiters: phpDelimiters, language: phpCode, prolog: /^<\?php\s/ },
});
