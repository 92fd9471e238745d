import * as vscode from 'vscode';
import type { LibraryLocation } from '../../library/location/resolveLocation.ts';

/** The key of the folder that the library was in at the last start. */
export const lastFolderKey = 'jimeng.libraryFolder';

/**
 * Keeps what is known about the library across restarts. Each profile has its own settings; each
 * remote machine has a library of its own, and may be another one tomorrow.
 */
export function getLibraryMemento(context: vscode.ExtensionContext): vscode.Memento {
  return vscode.env.remoteName === undefined ? context.globalState : context.workspaceState;
}

/**
 * Whether the library was in another folder at the last start, such as when the setting was edited while
 * VS Code was closed.
 */
export function hasOtherFolder(memento: vscode.Memento, location: LibraryLocation): boolean {
  const last = memento.get<unknown>(lastFolderKey);
  return last !== undefined && location.invalidValue === undefined && last !== location.folder;
}
