import { join } from 'node:path';
import { listFolder, type Disk } from './files.ts';
import { watchFolder, type FolderWatcher } from './watchFolder.ts';

/** The services of `CancelRequests`. */
export interface CancelRequestsOptions {
  readonly disk: Disk;
  /** Called with the folder when it cannot be watched. */
  readonly onWatchError?: ((folder: string, error: unknown) => void) | undefined;
}

const suffix = '.cancel';

/** The name of the file that asks to cancel the generation `id`. */
export function getCancelRequestFileName(id: string): string {
  return `${id}${suffix}`;
}

/**
 * Requests from one window to another to cancel a generation: empty files `<id>.cancel` in the
 * folder of the leases. A lease deletes the requests for its generation when it is acquired and
 * when it is released.
 */
export class CancelRequests {
  readonly #folder: string;
  readonly #options: CancelRequestsOptions;
  readonly #listeners = new Set<(id: string) => void>();
  #watcher: FolderWatcher | undefined;

  /** @param folder the folder of the leases; created when it is first used */
  constructor(folder: string, options: CancelRequestsOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /**
   * Asks the window that runs a generation to cancel it.
   * @throws Error of the file system, with a `code`, when the request cannot be written.
   */
  async send(id: string): Promise<void> {
    const { disk } = this.#options;
    await disk.mkdir(this.#folder, { recursive: true });
    const handle = await disk.open(join(this.#folder, getCancelRequestFileName(id)), 'w');
    await handle.close();
  }

  /**
   * The ids of the generations that are to be canceled and whose window has not done so yet.
   * @throws Error of the file system when the folder cannot be read.
   */
  async list(): Promise<string[]> {
    const names = await listFolder(this.#options.disk, this.#folder);
    return names.flatMap((name) => (name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : []));
  }

  /** Calls `listener` with the id of each pending request whenever one arrives, after `watch`. */
  onDidReceive(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /**
   * Starts watching for requests of other windows. Where the system has no watchers left,
   * `onWatchError` is called and requests are only found by `list`.
   * @throws Error of the file system when the folder cannot be created.
   */
  async watch(): Promise<void> {
    const { disk, onWatchError } = this.#options;
    await disk.mkdir(this.#folder, { recursive: true });
    this.#watcher ??= watchFolder(
      disk,
      this.#folder,
      (name) => {
        if (name.endsWith(suffix)) void this.#fire();
      },
      onWatchError,
    );
  }

  /** The watcher also fires when a request is deleted, so the folder is read again. */
  async #fire(): Promise<void> {
    for (const id of await this.list().catch(() => [])) {
      for (const listener of this.#listeners) listener(id);
    }
  }

  /** Stops watching. */
  dispose(): void {
    this.#watcher?.dispose();
    this.#listeners.clear();
  }
}
