import { handlebarsCode } from './code/codeLanguages.ts';
import { createPageLanguage } from './createPageLanguage.ts';

/** Handlebars and Mustache. */
export const handlebars = createPageLanguage({
  ids: ['handlebars', 'hbs', 'html-handlebars', 'mustache'],
  extensions: ['hbs', 'handlebars', 'mustache'],
  template: {
    delimiters: [
      { open: '{{!--', close: '--}}', kind: 'comment' },
      { open: '{{~!--', close: '--}}', kind: 'comment' },
      { open: '{{!', close: '}}', kind: 'comment' },
      { open: '{{#', close: '}}', kind: 'statement', hasStrings: true },
      { open: '{{/', close: '}}', kind: 'statement' },
      { open: '{{>', close: '}}', kind: 'statement', hasStrings: true },
      { open: '{{else', close: '}}', kind: 'statement', hasStrings: true },
      { open: '{{{', close: '}}}', kind: 'output', hasStrings: true },
      { open: '{{', close: '}}', kind: 'output', hasStrings: true },
    ],
    language: handlebarsCode,
    // The layout of a page in Ghost.
    prolog: /^\{\{!<\s/,
  },
});
