import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { LibraryLocation } from '../../library/location/resolveLocation.ts';
import type { PendingMoves } from '../../library/move/pendingMoves.ts';
import { safeParse } from '../../untrusted/safeParse.ts';
import type { Log } from '../ui/log.ts';
import { lastFolderKey } from './libraryMemento.ts';
import type { LibraryStatus } from './libraryStatus.ts';

/** The key of the last folder that had a library. The folder of the setting may have none. */
const lastLibraryKey = 'jimeng.lastAvailableLibrary';
const lastLibrarySchema = v.object({ folder: v.string(), id: v.string() });

/** What `LibraryFolder` works with. */
export interface LibraryFolderOptions {
  readonly location: LibraryLocation;
  readonly status: Pick<LibraryStatus, 'onDidCheck'>;
  readonly pendingMoves: PendingMoves;
  readonly memento: vscode.Memento;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Remembers the folder of the library. When another folder has become the library, in any way, this
 * notes that what is in progress is to be moved there.
 */
export class LibraryFolder implements vscode.Disposable {
  readonly #options: LibraryFolderOptions;
  readonly #subscription: vscode.Disposable;
  /** The ID of the library; `undefined` if there has been none in the folder. */
  #libraryId: string | undefined;

  constructor(options: LibraryFolderOptions) {
    const { location, status, memento, log } = options;
    this.#options = options;
    this.#subscription = status.onDidCheck((state) => {
      if (state.type === 'unavailable' || state.id === this.#libraryId) return;
      this.#libraryId = state.id;
      const { folder } = location;
      memento.update(lastLibraryKey, { folder, id: state.id }).then(undefined, (error: unknown) => {
        log.error(error);
      });
    });
  }

  /** Called when this folder has become the library. Never rejects: the next start tries again. */
  async enter(): Promise<void> {
    const { location, memento, log } = this.#options;
    const { folder, invalidValue } = location;
    const last = memento.get<unknown>(lastFolderKey);
    const lastId = typeof last === 'string' ? this.#readLibraryId(last) : undefined;
    this.#libraryId ??= this.#readLibraryId(folder);
    // There is no library until the setting has been corrected.
    if (invalidValue !== undefined || last === folder) return;
    try {
      if (typeof last === 'string') await this.#follow(last, lastId, folder);
      await memento.update(lastFolderKey, folder);
    } catch (error) {
      log.error(error);
    }
  }

  /**
   * The library is in another folder from now on. Begins to note that at once: requests in flight may
   * take long, and the window may be closed before their responses. Never rejects.
   * @param next may be in the same folder, which the library was back in before this was called
   */
  async leave(next: LibraryLocation): Promise<void> {
    const { location, memento, log } = this.#options;
    if (location.invalidValue !== undefined || next.invalidValue !== undefined) return;
    if (next.folder === location.folder) return;
    try {
      await this.#follow(location.folder, this.#libraryId, next.folder);
      await memento.update(lastFolderKey, next.folder);
    } catch (error) {
      log.error(error);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Notes it even if the earlier folder cannot be read at the moment, unless it has had no library. */
  async #follow(folder: string, libraryId: string | undefined, target: string): Promise<void> {
    const { pendingMoves } = this.#options;
    if (libraryId !== undefined)
      await pendingMoves.add({ folder, target, scope: 'inProgress', libraryId });
    await pendingMoves.redirect(folder, target);
  }

  #readLibraryId(folder: string): string | undefined {
    const parsed = safeParse(lastLibrarySchema, this.#options.memento.get(lastLibraryKey));
    return parsed.success && parsed.output.folder === folder ? parsed.output.id : undefined;
  }
}
