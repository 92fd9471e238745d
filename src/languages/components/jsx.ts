import { createScriptLanguage } from './createScriptLanguage.ts';

/** JavaScript with JSX. */
export const jsx = createScriptLanguage({
  ids: ['javascriptreact'],
  extensions: ['jsx'],
  dialect: 'jsx',
  isComponent: true,
});
