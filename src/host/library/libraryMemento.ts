import * as vscode from 'vscode';
import type { LibraryLocation } from '../../library/location/resolveLocation.ts';

/** The key of the folder that the library was in at the last start. */
export const lastFolderKey = 'jimeng.libraryFolder';

/**
 * Keeps what is known about the library across restarts. On a remote machine, this is the state of the
 * workspace: each machine has its own library, and a container that was rebuilt has a new one.
 */
export function getLibraryMemento(context: vscode.ExtensionContext): vscode.Memento {
  return vscode.env.remoteName === undefined ? context.globalState : context.workspaceState;
}

/**
 * Whether the library was in another folder at the last start, because the setting was edited while
 * VS Code was closed, for example.
 */
export function hasOtherFolder(memento: vscode.Memento, location: LibraryLocation): boolean {
  const last = memento.get<unknown>(lastFolderKey);
  return last !== undefined && location.invalidValue === undefined && last !== location.folder;
}
