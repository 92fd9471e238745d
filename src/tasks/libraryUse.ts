import { JimengError } from '../jimeng/index.ts';

/** The code of a failure to save because another folder is the library by now; no file system has it. */
export const libraryChangedCode = 'LIBRARY_CHANGED';

/** Allows an engine to write to its library, until another folder is the library. */
export class LibraryUse {
  readonly #writing = new Set<Promise<unknown>>();
  #isEnded = false;

  /** @throws JimengError of kind `save` if another folder is the library by now */
  require(): void {
    if (this.#isEnded) throw new JimengError({ kind: 'save', code: libraryChangedCode });
  }

  /**
   * Does something that writes to the library.
   * @throws JimengError of kind `save` if another folder is the library by now; what `write` throws
   */
  async run<T>(write: () => Promise<T>): Promise<T> {
    this.require();
    const writing = write();
    this.#writing.add(writing);
    try {
      return await writing;
    } finally {
      this.#writing.delete(writing);
    }
  }

  /** Refuses everything from now on. Resolves when what has begun before has ended. Never rejects. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.allSettled(this.#writing);
  }
}
