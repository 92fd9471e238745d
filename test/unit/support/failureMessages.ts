import { registerHooks } from 'node:module';

/** As much of VS Code as words need: in English, the text itself with its values put in. */
const vscodeStub = `export const l10n = {
  t: (text, ...values) => text.replace(/\\{(\\d+)\\}/g, (_, index) => values[index]),
};`;

registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(vscodeStub)}`, shortCircuit: true }
      : next(name, context),
});

export const { formatFailure } = await import('../../../src/host/messages/failures.ts');
