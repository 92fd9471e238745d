import { createScriptLanguage } from '../components/createScriptLanguage.ts';

/** JavaScript. Many projects have JSX in it. */
export const javascript = createScriptLanguage({
  ids: ['javascript'],
  extensions: ['js', 'mjs', 'cjs'],
  dialect: 'jsx',
  isComponent: false,
});
