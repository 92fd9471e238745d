/** How many prompts are asked for at once. */
export const atOnce = 20;

/** A walk through earlier prompts, from an empty composer. It ends where the text is changed. */
export class PromptHistory {
  readonly #ask: (from: number) => void;
  #prompts: string[] = [];
  /** The prompt that stands in the composer; -1 is none. */
  #place = -1;
  #isComplete = false;

  /** @param ask for `atOnce` prompts from this place on */
  constructor(ask: (from: number) => void) {
    this.#ask = ask;
  }

  /** Whether the text is one that the walk has come to. */
  isAt(text: string): boolean {
    return text === (this.#prompts[this.#place] ?? '');
  }

  /** The prompt before the one shown; `undefined` where there is none, or none is here yet. */
  older(): string | undefined {
    const prompt = this.#prompts[this.#place + 1];
    if (prompt !== undefined) this.#place++;
    else if (!this.#isComplete) this.#ask(this.#prompts.length);
    return prompt;
  }

  /** The prompt after the one shown, or nothing after the newest; `undefined` where none is shown. */
  newer(): string | undefined {
    if (this.#place < 0) return undefined;
    return this.#prompts[--this.#place] ?? '';
  }

  /** Whether these are the ones that the walk waits for. */
  add(from: number, prompts: readonly string[]): boolean {
    if (from !== this.#prompts.length || this.#isComplete) return false;
    this.#prompts.push(...prompts);
    this.#isComplete = prompts.length < atOnce;
    return true;
  }

  /** The next walk asks anew, as there may be newer prompts. */
  end(): void {
    this.#prompts = [];
    this.#place = -1;
    this.#isComplete = false;
  }
}
