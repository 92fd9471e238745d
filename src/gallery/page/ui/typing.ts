/** Characters this close together, in milliseconds, are typed text. Keys of commands are pressed one at a time. */
const maxGapMs = 400;

/** Runs a callback after some milliseconds. */
type Schedule = (callback: () => void, delayMs: number) => void;

/**
 * Tells text that someone types from keys of commands, because text may be typed without noticing that the focus
 * is not in a field: then nothing must be billed.
 */
export class Typing {
  readonly #schedule: Schedule;
  #lastCharacterAtMs = -Infinity;
  /** The characters of the current text, and of all. */
  #length = 0;
  #total = 0;
  #startedInField = true;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  /** Call with each character that is typed. @param atMs its time in milliseconds */
  add(atMs: number, isInTextField: boolean): void {
    if (!this.#isOngoing(atMs)) {
      this.#length = 0;
      this.#startedInField = isInTextField;
    }
    this.#lastCharacterAtMs = atMs;
    this.#length++;
    this.#total++;
  }

  /** Call when a key is pressed that types nothing and that is not the end of a text. */
  end(): void {
    this.#lastCharacterAtMs = -Infinity;
  }

  /** Whether what is typed just now began outside of a field. @param atMs milliseconds */
  isStray(atMs: number): boolean {
    return this.#isOngoing(atMs) && !this.#startedInField;
  }

  /** Runs the command of the last character, unless the character is a part of a text. */
  runUnlessText(command: () => void): void {
    if (this.#length > 1) return;
    const total = this.#total;
    this.#schedule(() => {
      if (total === this.#total) command();
    }, maxGapMs);
  }

  #isOngoing(atMs: number): boolean {
    return atMs - this.#lastCharacterAtMs <= maxGapMs;
  }
}

/** What is typed in the page. */
export const typing = new Typing((callback, delayMs) => {
  setTimeout(callback, delayMs);
});
