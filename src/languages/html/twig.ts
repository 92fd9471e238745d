import { createHtmlLanguage } from './createHtmlLanguage.ts';
import { braceTags } from './regions/braceTags.ts';

/** Twig. */
export const twig = createHtmlLanguage({
  ids: ['twig'],
  extensions: ['twig', 'html.twig'],
  components: /^twig:/i,
  template: braceTags,
});
