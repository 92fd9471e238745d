import { createPageLanguage } from './createPageLanguage.ts';
import { braceTags } from './code/braceTags.ts';

/** Jinja. */
export const jinja = createPageLanguage({
  ids: ['jinja-html', 'jinja', 'jinja2'],
  extensions: ['jinja', 'jinja2', 'j2', 'html.j2', 'html.jinja', 'html.jinja2'],
  template: braceTags,
});
