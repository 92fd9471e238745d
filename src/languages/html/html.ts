import { createPageLanguage } from './createPageLanguage.ts';
import { javascriptCode } from './code/codeLanguages.ts';

/** HTML, also with the code of an engine that VS Code does not know about. */
export const html = createPageLanguage({
  ids: ['html', 'gohtml', 'html-eex', 'phoenix-heex'],
  extensions: ['html', 'htm', 'xhtml', 'gohtml', 'heex'],
  template: {
    delimiters: [
      { open: '{{--', close: '--}}', kind: 'comment' },
      { open: '{{', close: '}}', kind: 'output', hasStrings: true },
      { open: '{%', close: '%}', kind: 'statement', hasStrings: true },
      { open: '<%--', close: '--%>', kind: 'comment' },
      { open: '<%=', close: '%>', kind: 'output' },
      { open: '<%', close: '%>', kind: 'statement' },
      { open: '<?=', close: '?>', kind: 'output' },
      { open: '<?php', close: '?>', kind: 'statement' },
    ],
    language: { ...javascriptCode, lineComments: [] },
    ignoresScripts: true,
  },
});
