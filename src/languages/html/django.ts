import { createPageLanguage } from './createPageLanguage.ts';
import { braceDelimiters, braceTags } from './code/braceTags.ts';

/** Django. */
export const django = createPageLanguage({
  ids: ['django-html', 'django', 'htmldjango'],
  extensions: ['djhtml', 'html.dj'],
  template: {
    ...braceTags,
    delimiters: [
      { open: '{% comment %}', close: '{% endcomment %}', kind: 'comment' },
      ...braceDelimiters,
    ],
  },
});
