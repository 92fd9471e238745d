import { registerHooks } from 'node:module';

/**
 * The part of VS Code's API that texts need: the language of the user, and `l10n.t` with the bundle
 * of that language. As in VS Code, a placeholder without a value is kept.
 */
const stub = `
let language = 'en';
let bundle = {};
export function setLanguage(newLanguage, newBundle) {
  language = newLanguage;
  bundle = newBundle;
}
export const env = { get language() { return language; } };
export const l10n = {
  t: (first, ...rest) => {
    const { message, args = rest, comment = [] } =
      typeof first === 'string' ? { message: first } : first;
    const key = [message, comment.join('')].filter(Boolean).join('/');
    const text = bundle[key] ?? message;
    return text.replace(/\\{(\\d+)\\}/g, (whole, index) => args[index] ?? whole);
  },
};`;

registerHooks({
  resolve: (name, context, next) =>
    name === 'vscode'
      ? { url: `data:text/javascript,${encodeURIComponent(stub)}`, shortCircuit: true }
      : next(name, context),
});

/** Sets the language of the user and its texts by key. */
export async function setLanguage(
  language: string,
  bundle: Readonly<Record<string, string>> = {},
): Promise<void> {
  const vscode = (await import('vscode')) as unknown as { setLanguage: typeof setLanguage };
  await vscode.setLanguage(language, bundle);
}
