import * as vscode from 'vscode';
import { countImages } from '../../library/diskUsage.ts';
import type { Library } from '../../library/library.ts';
import type { RememberedLibrary } from '../../library/location/libraryLocation.ts';
import { findLibraryState, type LibraryState } from '../../library/location/libraryState.ts';
import type { LibraryLocation } from '../../library/location/resolveLocation.ts';
import type { PendingMoves } from '../../library/move/pendingMoves.ts';
import type { LibraryMemory } from './libraryMemory.ts';

/** What `LibraryStatus` works with. */
export interface LibraryStatusOptions {
  readonly library: Library;
  readonly location: LibraryLocation;
  readonly pendingMoves: PendingMoves;
  readonly memory: LibraryMemory;
  readonly onError: (error: unknown) => void;
}

/** Whether the library is there, and is the one that was seen last. */
export class LibraryStatus implements vscode.Disposable {
  readonly #options: LibraryStatusOptions;
  readonly #didChange = new vscode.EventEmitter<LibraryState>();
  readonly #onDidChange = this.#didChange.event;
  #state: LibraryState | undefined;
  #check: Promise<void> | undefined;

  constructor(options: LibraryStatusOptions) {
    this.#options = options;
  }

  /** The folder of the library. */
  get location(): LibraryLocation {
    return this.#options.location;
  }

  /** As it was last found; `undefined` before that. */
  get state(): LibraryState | undefined {
    return this.#state;
  }

  /** Calls `listener` after each check. */
  onDidCheck(listener: (state: LibraryState) => void): vscode.Disposable {
    return this.#onDidChange(listener);
  }

  /** Looks at the disk again. Never rejects. */
  check(): Promise<void> {
    this.#check ??= this.#update()
      .catch(this.#options.onError)
      .finally(() => {
        this.#check = undefined;
      });
    return this.#check;
  }

  /** Remembers the library in the folder instead of the earlier one. */
  async accept(): Promise<void> {
    await this.#options.memory.set(undefined);
    await this.check();
  }

  dispose(): void {
    this.#didChange.dispose();
  }

  async #update(): Promise<void> {
    const { library, location, pendingMoves, memory } = this.#options;
    const remembered = memory.get();
    const state = await findLibraryState({
      disk: library.disk,
      location,
      remembered,
      movedFolders: (await pendingMoves.listTo(location.folder))
        .filter(({ scope }) => scope === 'all')
        .map(({ folder }) => folder),
    });
    if (state.type === 'available') await this.#remember(state.id, remembered);
    this.#state = state;
    this.#didChange.fire(state);
  }

  async #remember(id: string, remembered: RememberedLibrary | undefined): Promise<void> {
    const { location, memory } = this.#options;
    const { folder } = location;
    const isSame = remembered?.id === id && remembered.folder === folder;
    const imageCount = await this.#countImages(isSame ? remembered.imageCount : 0);
    if (isSame && remembered.imageCount === imageCount) return;
    await memory.set({ folder, id, imageCount });
  }

  /** Does not read all records for it: until they have been read, the number is that of before. */
  async #countImages(lastCount: number): Promise<number> {
    const { library } = this.#options;
    if (library.isLoaded) return countImages(await library.list());
    const { length } = await library.listIds();
    return length === 0 ? 0 : lastCount || length;
  }
}
