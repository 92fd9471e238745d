import { createPageLanguage } from './createPageLanguage.ts';
import { templateCode } from './code/codeLanguages.ts';

/** Liquid, as in Jekyll and Shopify. */
export const liquid = createPageLanguage({
  ids: ['liquid'],
  extensions: ['liquid'],
  template: {
    delimiters: [
      { open: '{% comment %}', close: '{% endcomment %}', kind: 'comment' },
      { open: '{%- comment -%}', close: '{%- endcomment -%}', kind: 'comment' },
      { open: '{% schema %}', close: '{% endschema %}', kind: 'frontMatter' },
      { open: '{% # ', close: '%}', kind: 'comment' },
      { open: '{{', close: '}}', kind: 'output' },
      { open: '{%', close: '%}', kind: 'statement' },
    ],
    language: templateCode,
    prolog: /^\{%-?\s*(?:layout|assign)\b/,
  },
});
