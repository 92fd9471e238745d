import * as vscode from 'vscode';
import type { LibraryLocation } from '../../library/location/resolveLocation.ts';
import type { PendingMoves } from '../../library/move/pendingMoves.ts';
import type { LibraryStatus } from './libraryStatus.ts';

/** The folder that the library was in at the last start. */
const lastFolderKey = 'jimeng.libraryFolder';
/** The last folder that had a library: a setting may lead to none. */
const availableFolderKey = 'jimeng.availableLibraryFolder';

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

/** What `LibraryFolder` works with. */
export interface LibraryFolderOptions {
  readonly location: LibraryLocation;
  readonly status: Pick<LibraryStatus, 'onDidCheck'>;
  readonly pendingMoves: PendingMoves;
  readonly memento: vscode.Memento;
  readonly onError: (error: unknown) => void;
}

/**
 * Remembers the folder of the library. When it is another one, whatever has changed the setting, this
 * notes that what is in progress follows.
 */
export class LibraryFolder implements vscode.Disposable {
  readonly #options: LibraryFolderOptions;
  readonly #subscription: vscode.Disposable;
  #wasAvailable = false;

  constructor(options: LibraryFolderOptions) {
    const { location, status, memento, onError } = options;
    this.#options = options;
    this.#subscription = status.onDidCheck(({ type }) => {
      if (type === 'unavailable' || this.#wasAvailable) return;
      this.#wasAvailable = true;
      memento.update(availableFolderKey, location.folder).then(undefined, onError);
    });
  }

  /** The library is in this folder from now on. Never rejects: the next start tries again. */
  async enter(): Promise<void> {
    const { location, memento, onError } = this.#options;
    const { folder, invalidValue } = location;
    const available = memento.get<unknown>(availableFolderKey);
    const last = memento.get<unknown>(lastFolderKey);
    this.#wasAvailable ||= available === folder;
    // Nothing is there until the setting has been corrected.
    if (invalidValue !== undefined || last === folder) return;
    try {
      if (typeof last === 'string') await this.#follow(last, available === last, folder);
      await memento.update(lastFolderKey, folder);
    } catch (error) {
      onError(error);
    }
  }

  /**
   * The library is in another folder from now on. Begins to note that at once: requests in flight may
   * take long, and the window may be closed before their responses. Never rejects.
   */
  async leave(next: LibraryLocation): Promise<void> {
    const { location, memento, onError } = this.#options;
    if (location.invalidValue !== undefined || next.invalidValue !== undefined) return;
    try {
      await this.#follow(location.folder, this.#wasAvailable, next.folder);
      await memento.update(lastFolderKey, next.folder);
    } catch (error) {
      onError(error);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Also if the earlier folder cannot be read at the moment. */
  async #follow(folder: string, wasAvailable: boolean, target: string): Promise<void> {
    const { pendingMoves } = this.#options;
    if (wasAvailable) await pendingMoves.add({ folder, target, scope: 'inProgress' });
    await pendingMoves.redirect(folder, target);
  }
}
