import { createHtmlLanguage } from './createHtmlLanguage.ts';
import { braceTags } from './regions/braceTags.ts';

/** Nunjucks. */
export const nunjucks = createHtmlLanguage({
  ids: ['nunjucks'],
  extensions: ['njk', 'nunjucks', 'nunj'],
  template: braceTags,
});
