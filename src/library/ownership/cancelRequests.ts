import { join } from 'node:path';
import { createFolder, listFolder, privateFileMode } from '../disk/files.ts';
import { FolderWatcher } from '../disk/folderWatcher.ts';
import { idPattern } from '../record.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';

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
  readonly #disk: ReliableDisk;
  readonly #listeners = new Set<(id: string) => void>();
  readonly #watcher: FolderWatcher;

  /** @param folder the folder of the leases; created when it is first used */
  constructor(folder: string, disk: ReliableDisk) {
    this.#folder = folder;
    this.#disk = disk;
    this.#watcher = new FolderWatcher(disk, folder, (name) => {
      if (name.endsWith(suffix)) void this.#fire();
    });
  }

  /**
   * Asks the window that runs a generation to cancel it.
   * @throws Error of the file system, with a `code`, when the request cannot be written.
   */
  async send(id: string): Promise<void> {
    await createFolder(this.#disk, this.#folder);
    const handle = await this.#disk.open(
      join(this.#folder, getCancelRequestFileName(id)),
      'w',
      privateFileMode,
    );
    // The request is the file, which exists.
    await handle.close().catch(() => undefined);
  }

  /**
   * The ids of the generations that are to be canceled and whose window has not done so yet.
   * @throws Error of the file system when the folder cannot be read.
   */
  async list(): Promise<string[]> {
    const names = await listFolder(this.#disk, this.#folder);
    return names
      .filter((name) => name.endsWith(suffix))
      .map((name) => name.slice(0, -suffix.length))
      .filter((id) => idPattern.test(id));
  }

  /** Calls `listener` with the id of each pending request whenever one arrives, after `watch`. */
  onDidReceive(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /**
   * Starts watching for requests of other windows. Where the folder cannot be watched, requests are
   * only found by `list`. Never rejects.
   */
  watch(): Promise<void> {
    return this.#watcher.start();
  }

  /** The watcher also fires when a request is deleted, so the folder is read again. */
  async #fire(): Promise<void> {
    for (const id of await this.list().catch(() => [])) {
      for (const listener of this.#listeners) listener(id);
    }
  }

  /** Stops watching. */
  dispose(): void {
    this.#watcher.dispose();
    this.#listeners.clear();
  }
}
