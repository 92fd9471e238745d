import { JimengError } from '../jimeng/index.ts';

/** The code of a failure to save because another folder has become the library; no file system has it. */
export const libraryChangedCode = 'LIBRARY_CHANGED';

/** Allows an engine to write to its library until another folder becomes the library. */
export class LibraryUse {
  readonly #writing = new Set<Promise<unknown>>();
  #isEnded = false;

  /** @throws JimengError of kind `save` if another folder has become the library */
  require(): void {
    if (this.#isEnded) throw new JimengError({ kind: 'save', code: libraryChangedCode });
  }

  /**
   * Calls a function that writes to the library.
   * @throws JimengError of kind `save` if another folder has become the library; what `write` throws
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

  /** Refuses later calls. Resolves when earlier ones have ended. Never rejects. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await Promise.allSettled(this.#writing);
  }
}
