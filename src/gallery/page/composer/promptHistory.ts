/** How many prompts are asked for at once. */
export const historyPageSize = 20;

/** A walk through earlier prompts, from an empty composer. It ends where the text is changed. */
export class PromptHistory {
  readonly #requestPrompts: (from: number) => void;
  #prompts: string[] = [];
  /** The prompt that stands in the composer; -1 is none. */
  #index = -1;
  #isComplete = false;

  /** @param requestPrompts for `atOnce` prompts from this place on */
  constructor(requestPrompts: (from: number) => void) {
    this.#requestPrompts = requestPrompts;
  }

  /** Whether the text is one that the walk has come to. */
  isCurrent(text: string): boolean {
    return text === (this.#prompts[this.#index] ?? '');
  }

  /** The prompt before the one shown; `undefined` where there is none, or none is here yet. */
  older(): string | undefined {
    const prompt = this.#prompts[this.#index + 1];
    if (prompt !== undefined) this.#index++;
    else if (!this.#isComplete) this.#requestPrompts(this.#prompts.length);
    return prompt;
  }

  /** The prompt after the one shown, or nothing after the newest; `undefined` where none is shown. */
  newer(): string | undefined {
    if (this.#index < 0) return undefined;
    return this.#prompts[--this.#index] ?? '';
  }

  /** Whether these are the ones that the walk waits for. */
  add(from: number, prompts: readonly string[]): boolean {
    if (from !== this.#prompts.length || this.#isComplete) return false;
    this.#prompts.push(...prompts);
    this.#isComplete = prompts.length < historyPageSize;
    return true;
  }

  /** The next walk asks anew, as there may be newer prompts. */
  reset(): void {
    this.#prompts = [];
    this.#index = -1;
    this.#isComplete = false;
  }
}
