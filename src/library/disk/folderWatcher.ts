import { createFolder } from './files.ts';
import type { ReliableDisk } from './reliableDisk.ts';

/** Watches a folder for changes of its files, by any window. */
export class FolderWatcher {
  readonly #disk: ReliableDisk;
  readonly #folder: string;
  readonly #onChange: (name: string) => void;
  #starting: Promise<void> | undefined;
  #stop: (() => void) | undefined;
  #isDisposed = false;

  /** @param onChange called with the name of each file that is created, changed or deleted */
  constructor(disk: ReliableDisk, folder: string, onChange: (name: string) => void) {
    this.#disk = disk;
    this.#folder = folder;
    this.#onChange = onChange;
  }

  /**
   * Whether the folder is watched. It is not where the system has no watchers left or the disk does
   * not support it; changes then go unnoticed.
   */
  get isWatching(): boolean {
    return this.#stop !== undefined;
  }

  /** Starts watching, once. Creates the folder; if that fails, the next call tries again. Never rejects. */
  start(): Promise<void> {
    return (this.#starting ??= this.#start());
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stop?.();
    this.#stop = undefined;
  }

  async #start(): Promise<void> {
    try {
      await createFolder(this.#disk.once, this.#folder);
    } catch {
      // Whatever uses the folder reports it.
      this.#starting = undefined;
      return;
    }
    if (this.#isDisposed) return;
    try {
      const watcher = this.#disk.watch(this.#folder, (_event, name) => {
        if (name !== null) this.#onChange(name);
      });
      this.#stop = () => {
        watcher.close();
      };
      watcher.on('error', (error) => {
        this.#stop?.();
        this.#stop = undefined;
        this.#disk.reportUnsupported('watch', error);
      });
    } catch (error) {
      this.#disk.reportUnsupported('watch', error);
    }
  }
}
