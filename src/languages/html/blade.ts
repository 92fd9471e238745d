import { createPageLanguage } from './createPageLanguage.ts';
import { phpDelimiters } from './php.ts';
import { phpCode } from './code/codeLanguages.ts';
import { readBladeDirective } from './code/directives.ts';

/** Blade. */
export const blade = createPageLanguage({
  ids: ['blade'],
  extensions: ['blade', 'blade.php'],
  components: /^x[-:]|:/i,
  template: {
    delimiters: [
      { open: '{{--', close: '--}}', kind: 'comment' },
      { open: '{!!', close: '!!}', kind: 'output', hasStrings: true },
      { open: '{{', close: '}}', kind: 'output', hasStrings: true },
      { open: '@php\n', close: '@endphp', kind: 'statement' },
      { open: '@php\r\n', close: '@endphp', kind: 'statement' },
      ...phpDelimiters,
    ],
    readDirective: readBladeDirective,
    language: phpCode,
    prolog: /^@(?:extends|props|aware|use|inject|php)\b|^<\?php\s/,
    blocks: {
      extends: /^@extends\b/,
      open: /^@(?:section|push|prepend)\s*\(\s*(?:'[^',]*'|"[^",]*")\s*\)$/,
      close: /^@(?:endsection|stop|show|append|overwrite|endpush|endprepend)\b/,
      content: /section\s*\(\s*['"](?:content|body|main|page)['"]/,
    },
  },
});
