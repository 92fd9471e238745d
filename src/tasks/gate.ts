/** Lets a few at a time through; the rest wait in the order they came. */
export class Gate {
  readonly #limit: () => number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  /** @param limit how many may be inside; asked anew each time, as it is a setting. */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** Waits for a place and resolves to the way out. Rejects with the signal's reason when it is aborted. */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const turn = this.#turn(signal);
    this.#admit();
    await turn;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#inside--;
      this.#admit();
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const proceed = () => {
        signal.removeEventListener('abort', give);
        resolve();
      };
      const give = () => {
        this.#waiting.splice(this.#waiting.indexOf(proceed), 1);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller's own reason
        reject(signal.reason);
      };
      signal.addEventListener('abort', give, { once: true });
      this.#waiting.push(proceed);
    });
  }

  /** Takes the place on behalf of who waits, so that nobody slips in before it goes on. */
  #admit(): void {
    while (this.#waiting.length > 0 && this.#inside < this.#limit()) {
      this.#inside++;
      this.#waiting.shift()?.();
    }
  }
}
