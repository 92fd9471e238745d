import * as vscode from 'vscode';

/** The part of the extension's manifest that is read here. */
interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/**
 * Registers every command of the manifest without loading its implementation.
 * @param loadApp loads the app, which disposes the proxies and registers the commands themselves
 */
export function registerCommandProxies(
  extension: vscode.Extension<unknown>,
  loadApp: () => Promise<unknown>,
): vscode.Disposable {
  // The manifest ships in the same package as this code.
  const { contributes } = extension.packageJSON as Manifest;
  const proxies = contributes.commands.map(({ command }) =>
    // eslint-disable-next-line no-restricted-syntax -- passes on what the command itself throws
    vscode.commands.registerCommand(command, async (...args: unknown[]): Promise<unknown> => {
      await loadApp();
      return vscode.commands.executeCommand(command, ...args);
    }),
  );
  return vscode.Disposable.from(...proxies);
}
