/** Lets a few at a time through; the rest wait in the order they came. */
export class Semaphore {
  readonly #limit: () => number;
  readonly #queue: (() => void)[] = [];
  #active = 0;

  /** @param limit how many may be inside; asked anew each time, as it is a setting. */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** Waits for a place and resolves to the way out. Rejects with the signal's reason when it is aborted. */
  async acquire(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const admitted = this.#wait(signal);
    this.#admit();
    await admitted;
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
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller's own reason
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(onAdmit);
    });
  }

  /** Takes the place on behalf of who waits, so that nobody slips in before it goes on. */
  #admit(): void {
    while (this.#queue.length > 0 && this.#active < this.#limit()) {
      this.#active++;
      this.#queue.shift()?.();
    }
  }
}
