import * as v from 'valibot';
import * as vscode from 'vscode';
import { countImages } from '../../library/diskUsage.ts';
import type { Library } from '../../library/library.ts';
import {
  findLibraryState,
  type LibraryState,
  type RememberedLibrary,
} from '../../library/location/libraryState.ts';
import type { LibraryLocation } from '../../library/location/resolveLocation.ts';
import type { PendingMoves } from '../../library/move/pendingMoves.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const rememberedSchema = v.object({
  folder: v.string(),
  id: v.string(),
  imageCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
const mementoKey = 'jimeng.lastLibrary';

/** What `LibraryStatus` works with. */
export interface LibraryStatusOptions {
  readonly library: Library;
  readonly location: LibraryLocation;
  readonly pendingMoves: PendingMoves;
  /**
   * Survives the machine of the library where it belongs to a remote one, such as a container that
   * is rebuilt.
   */
  readonly memento: vscode.Memento;
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

  /** Takes the library for the one to remember, whatever was there before. */
  async accept(): Promise<void> {
    await this.#options.memento.update(mementoKey, undefined);
    await this.check();
  }

  dispose(): void {
    this.#didChange.dispose();
  }

  async #update(): Promise<void> {
    const { library, location, pendingMoves, memento } = this.#options;
    const parsed = safeParse(rememberedSchema, memento.get(mementoKey));
    const remembered = parsed.success ? parsed.output : undefined;
    const state = await findLibraryState({
      disk: library.disk,
      location,
      remembered,
      movedFolders: (await pendingMoves.list())
        .filter(({ scope }) => scope === 'all')
        .map(({ folder }) => folder),
    });
    if (state.type === 'available') await this.#remember(state.id, remembered);
    this.#state = state;
    this.#didChange.fire(state);
  }

  async #remember(id: string, remembered: RememberedLibrary | undefined): Promise<void> {
    const { location, memento } = this.#options;
    const { folder } = location;
    const isSame = remembered?.id === id && remembered.folder === folder;
    const imageCount = await this.#countImages(isSame ? remembered.imageCount : 0);
    if (isSame && remembered.imageCount === imageCount) return;
    await memento.update(mementoKey, { folder, id, imageCount } satisfies RememberedLibrary);
  }

  /** Does not read all records for it: until they have been read, the number is that of before. */
  async #countImages(lastCount: number): Promise<number> {
    const { library } = this.#options;
    if (library.isLoaded) return countImages(await library.list());
    const { length } = await library.listIds();
    return length === 0 ? 0 : lastCount || length;
  }
}
