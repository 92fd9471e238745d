/** A second press of the same button within this time is the same press, such as a double click. */
export const samePressMs = 1000;

interface Press {
  readonly at: number;
  readonly result: Promise<unknown>;
  isPending: boolean;
}

/** Runs an action once for repeated presses of the same button, wherever the button is shown. */
export class PressGuard {
  readonly #now: () => number;
  readonly #presses = new Map<string, Press>();

  /** @param now returns milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Runs `action`, or returns the result of the same press if that is running or less than a second
   * old. An action that has failed is forgotten, so that it can be tried again at once.
   * @param key what the press is for, such as the id of a generation
   */
  async run<T>(key: string, action: () => Promise<T>): Promise<T> {
    this.#forgetOld();
    const earlierPress = this.#presses.get(key);
    // Each key has results of one type.
    if (earlierPress) return earlierPress.result as Promise<T>;
    const result = action();
    const press: Press = { at: this.#now(), result, isPending: true };
    this.#presses.set(key, press);
    try {
      return await result;
    } catch (error) {
      if (this.#presses.get(key) === press) this.#presses.delete(key);
      throw error;
    } finally {
      press.isPending = false;
    }
  }

  /** Forgets a press, so that the next one runs the action again. */
  forget(key: string): void {
    this.#presses.delete(key);
  }

  #forgetOld(): void {
    const now = this.#now();
    for (const [key, { at, isPending }] of this.#presses) {
      // The system clock may have been set back.
      if (!isPending && Math.abs(now - at) >= samePressMs) this.#presses.delete(key);
    }
  }
}
