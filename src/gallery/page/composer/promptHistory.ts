/** The number of prompts in one request. */
export const historyPageSize = 20;

/** Browses earlier prompts, starting with an empty composer. It restarts when the text is edited. */
export class PromptHistory {
  readonly #requestPrompts: (from: number) => void;
  #prompts: string[] = [];
  /** The index of the prompt in the composer; -1 if it has none of them. */
  #index = -1;
  #isComplete = false;

  /** @param requestPrompts requests `historyPageSize` prompts */
  constructor(requestPrompts: (from: number) => void) {
    this.#requestPrompts = requestPrompts;
  }

  /** Whether a text is the prompt that was last browsed to. */
  isCurrent(text: string): boolean {
    return text === (this.#prompts[this.#index] ?? '');
  }

  /** The prompt before the current one; `undefined` if there is none, or if it is being requested. */
  older(): string | undefined {
    const prompt = this.#prompts[this.#index + 1];
    if (prompt !== undefined) this.#index++;
    else if (!this.#isComplete) this.#requestPrompts(this.#prompts.length);
    return prompt;
  }

  /** The prompt after the current one, empty after the newest; `undefined` if there is no current one. */
  newer(): string | undefined {
    if (this.#index < 0) return undefined;
    return this.#prompts[--this.#index] ?? '';
  }

  /** Adds requested prompts. Returns `false` for those of an outdated request. */
  add(from: number, prompts: readonly string[]): boolean {
    if (from !== this.#prompts.length || this.#isComplete) return false;
    this.#prompts.push(...prompts);
    this.#isComplete = prompts.length < historyPageSize;
    return true;
  }

  /** Starts over. There may be newer prompts. */
  reset(): void {
    this.#prompts = [];
    this.#index = -1;
    this.#isComplete = false;
  }
}
