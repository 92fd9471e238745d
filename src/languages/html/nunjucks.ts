import { createPageLanguage } from './createPageLanguage.ts';
import { braceTags } from './code/braceTags.ts';

/** Nunjucks. */
export const nunjucks = createPageLanguage({
  ids: ['nunjucks'],
  extensions: ['njk', 'nunjucks', 'nunj'],
  template: braceTags,
});
