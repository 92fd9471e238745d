import { createPageLanguage } from './createPageLanguage.ts';
import { braceTags } from './code/braceTags.ts';

/** Twig. */
export const twig = createPageLanguage({
  ids: ['twig'],
  extensions: ['twig', 'html.twig'],
  components: /^twig:/i,
  template: braceTags,
});
