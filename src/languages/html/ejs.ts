import { createPageLanguage } from './createPageLanguage.ts';
import { javascriptCode } from './code/codeLanguages.ts';

/** EJS. */
export const ejs = createPageLanguage({
  ids: ['ejs'],
  extensions: ['ejs', 'html.ejs'],
  template: {
    delimiters: [
      { open: '<%#', close: '%>', kind: 'comment' },
      { open: '<%=', close: '%>', kind: 'output' },
      { open: '<%-', close: '%>', kind: 'output' },
      { open: '<%_', close: '%>', kind: 'statement' },
      { open: '<%', close: '%>', kind: 'statement' },
    ],
    language: javascriptCode,
    prolog: /^<%_?\s*(?:layout\(|const |let |var )/,
  },
});
