import { createPageLanguage } from './createPageLanguage.ts';
import { rubyCode } from './code/codeLanguages.ts';

/** ERB. */
export const erb = createPageLanguage({
  ids: ['erb', 'html.erb'],
  extensions: ['erb', 'rhtml', 'html.erb'],
  template: {
    delimiters: [
      { open: '<%#', close: '%>', kind: 'comment' },
      { open: '<%==', close: '%>', kind: 'output' },
      { open: '<%=', close: '%>', kind: 'output' },
      { open: '<%-', close: '%>', kind: 'statement' },
      { open: '<%', close: '%>', kind: 'statement' },
    ],
    language: rubyCode,
    prolog: /^<%-?\s*(?:content_for[ (]:\w+, |provide[ (]|@\w+\s*=)/,
  },
});
