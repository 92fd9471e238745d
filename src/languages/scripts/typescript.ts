import { createScriptLanguage } from '../components/createScriptLanguage.ts';

/** TypeScript. */
export const typescript = createScriptLanguage({
  ids: ['typescript'],
  extensions: ['ts', 'mts', 'cts'],
  dialect: 'ts',
  isComponent: false,
});
