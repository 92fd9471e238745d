import { createPageLanguage } from './createPageLanguage.ts';
import { csharpCode } from './code/codeLanguages.ts';
import { readRazorDirective } from './code/directives.ts';

/** Razor. */
export const razor = createPageLanguage({
  ids: ['razor', 'aspnetcorerazor'],
  extensions: ['cshtml', 'razor'],
  components: /^[A-Z]/,
  template: {
    delimiters: [{ open: '@*', close: '*@', kind: 'comment' }],
    readDirective: readRazorDirective,
    language: csharpCode,
    prolog:
      /^@(?:page|model|using|inject|inherits|layout|namespace|attribute|implements|typeparam|rendermode|addTagHelper|removeTagHelper|tagHelperPrefix|preservewhitespace)\b|^@\{/,
  },
});
