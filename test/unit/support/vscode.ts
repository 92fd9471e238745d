import { registerHooks } from 'node:module';

/**
 * The part of VS Code's API that texts need: the language of the user, and `l10n.t` with the bundle
 * of that language. As in VS Code, a placeholder without a value is kept. `window`, settings and
 * events are for `fakeWindow.ts`.
 */
const stub = `
import { readFile } from 'node:fs/promises';
let language = 'en';
let bundle = {};
export function setLanguage(newLanguage, newBundle) {
  language = newLanguage;
  bundle = newBundle;
}
export const env = { get language() { return language; } };
export const extensions = { all: [] };
export const Uri = {
  joinPath: ({ path }, ...segments) => ({ path: [path, ...segments].join('/') }),
  file: (path) => ({ path, fsPath: path }),
  // Like VS Code's, it refuses some texts.
  parse: (text) => {
    if (/^[^:/?#]*[^\\w\\d+.:/?#-]/.test(text)) throw new Error('[UriError]');
    return { path: text };
  },
};
export const settings = {};
export const workspace = {
  fs: { readFile: ({ path }) => readFile(path) },
  asRelativePath: ({ path }) => path,
  onDidChangeConfiguration: () => ({ dispose: () => undefined }),
  getConfiguration: () => ({
    get: (name) => settings[name],
    inspect: (name) => ({ globalValue: settings[name] }),
    update: async (name, value) => { settings[name] = value; },
  }),
};
export const window = {};
export const commands = {};
export const ConfigurationTarget = { Global: 1 };
export const ViewColumn = { Beside: -2 };
export const ProgressLocation = { Notification: 15, Window: 10 };
export const StatusBarAlignment = { Left: 1 };
export const InputBoxValidationSeverity = { Warning: 2, Error: 3 };
export class Disposable {
  constructor(dispose) { this.dispose = dispose; }
  static from(...items) { return { dispose: () => { for (const item of items) item.dispose(); } }; }
}
export class TabInputWebview { constructor(viewType) { this.viewType = viewType; } }
export class ThemeIcon { constructor(id) { this.id = id; } }
export class EventEmitter {
  #listeners = new Set();
  event = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value) { for (const listener of this.#listeners) listener(value); }
  dispose() { this.#listeners.clear(); }
}
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

/** An installed extension; `folder` is a path. */
export interface InstalledExtension {
  readonly folder: string;
  readonly packageJSON: unknown;
}

/** Sets the extensions that `vscode.extensions.all` has. */
export async function setExtensions(installed: readonly InstalledExtension[]): Promise<void> {
  const { extensions } = (await import('vscode')) as unknown as { extensions: { all: unknown[] } };
  extensions.all = installed.map(({ folder, packageJSON }) => ({
    extensionUri: { path: folder },
    packageJSON,
  }));
}

/** Sets the language of the user and its texts by key. */
export async function setLanguage(
  language: string,
  bundle: Readonly<Record<string, string>> = {},
): Promise<void> {
  const vscode = (await import('vscode')) as unknown as { setLanguage: typeof setLanguage };
  await vscode.setLanguage(language, bundle);
}
