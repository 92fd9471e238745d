/**
 * Limits how many tasks run at the same time; the others wait in order.
 *
 * Written by hand because `p-queue` adds 9.6 KB to what activation loads (this class: 0.5 KB),
 * reads its limit only when it is set, and starts the next task as soon as a running one is
 * aborted, before it has ended.
 */
export class Semaphore {
  readonly #limit: () => number;
  readonly #queue: (() => void)[] = [];
  #active = 0;

  /**
   * @param limit returns how many may run at the same time; called again each time, because it is a
   * setting
   */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /**
   * Waits until a task may run. Resolves to a function that releases its slot.
   * @throws the reason of the signal when it is aborted before that.
   */
  async acquire(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const admission = this.#wait(signal);
    this.#admit();
    await admission;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.#active--;
      this.#admit();
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAdmit = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        this.#queue.splice(this.#queue.indexOf(onAdmit), 1);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller's reason
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(onAdmit);
    });
  }

  /** Takes the slot for the waiting task, so that no other can take it before that continues. */
  #admit(): void {
    while (this.#queue.length > 0 && this.#active < this.#limit()) {
      this.#active++;
      this.#queue.shift()?.();
    }
  }
}
