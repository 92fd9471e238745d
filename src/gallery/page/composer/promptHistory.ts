import * as v from 'valibot';
import { maxPromptLength } from '../../protocol/vocabulary.ts';

/** The number of prompts in one request. */
export const historyPageSize = 20;

/** The most prompts that were typed but not submitted. */
const maxUnsentPrompts = 20;

/** Browses earlier prompts, starting with an empty composer. It restarts when the text is edited. */
export class PromptHistory {
  readonly #requestPrompts: (from: number) => void;
  /** Typed prompts that an earlier one has replaced, newest first. They come before the others. */
  #unsentPrompts: string[];
  #prompts: string[];
  #requestedCount = 0;
  /** The index of the prompt in the composer; -1 if it has none of them. */
  #index = -1;
  #isComplete = false;

  /**
   * @param requestPrompts requests `historyPageSize` prompts
   * @param unsentPrompts those that were kept before
   */
  constructor(requestPrompts: (from: number) => void, unsentPrompts: readonly string[] = []) {
    this.#requestPrompts = requestPrompts;
    this.#unsentPrompts = [...unsentPrompts];
    this.#prompts = [...unsentPrompts];
  }

  /** Keeps a prompt that was not submitted. Returns all of them. Starts over. */
  keepUnsent(prompt: string): readonly string[] {
    const others = this.#unsentPrompts.filter((each) => each !== prompt);
    this.#unsentPrompts = [prompt, ...others].slice(0, maxUnsentPrompts);
    this.reset();
    return this.#unsentPrompts;
  }

  /** Whether a text is the prompt that was last browsed to. */
  isCurrent(text: string): boolean {
    return text === (this.#prompts[this.#index] ?? '');
  }

  /** The prompt before the current one; `undefined` if there is none, or if it is being requested. */
  older(): string | undefined {
    const prompt = this.#prompts[this.#index + 1];
    if (prompt !== undefined) this.#index++;
    else if (!this.#isComplete) this.#requestPrompts(this.#requestedCount);
    return prompt;
  }

  /** The prompt after the current one, empty after the newest; `undefined` if there is no current one. */
  newer(): string | undefined {
    if (this.#index < 0) return undefined;
    return this.#prompts[--this.#index] ?? '';
  }

  /** Adds requested prompts. Returns `false` for those of an outdated request. */
  add(from: number, prompts: readonly string[]): boolean {
    if (from !== this.#requestedCount || this.#isComplete) return false;
    this.#requestedCount += prompts.length;
    this.#prompts.push(...prompts.filter((prompt) => !this.#unsentPrompts.includes(prompt)));
    this.#isComplete = prompts.length < historyPageSize;
    return true;
  }

  /** Starts over. There may be newer prompts. */
  reset(): void {
    this.#prompts = [...this.#unsentPrompts];
    this.#requestedCount = 0;
    this.#index = -1;
    this.#isComplete = false;
  }
}

const unsentPromptsSchema = v.array(v.pipe(v.string(), v.maxLength(maxPromptLength)));

/** Reads prompts that `keepUnsent` returned. Empty if they are none. */
export function parseUnsentPrompts(value: unknown): readonly string[] {
  const parsed = v.safeParse(unsentPromptsSchema, value);
  return parsed.success ? parsed.output : [];
}
