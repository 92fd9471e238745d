import { createHtmlLanguage } from './createHtmlLanguage.ts';
import { braceTags } from './regions/braceTags.ts';

/** Jinja. */
export const jinja = createHtmlLanguage({
  ids: ['jinja-html', 'jinja', 'jinja2'],
  extensions: ['jinja', 'jinja2', 'j2', 'html.j2', 'html.jinja', 'html.jinja2'],
  template: braceTags,
});
