import { createScriptLanguage } from './createScriptLanguage.ts';

/** TypeScript with JSX. */
export const tsx = createScriptLanguage({
  ids: ['typescriptreact'],
  extensions: ['tsx'],
  dialect: 'tsx',
  isComponent: true,
});
