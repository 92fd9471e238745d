import type * as vscode from 'vscode';
import type { GenerationRequest } from '../../../jimeng/index.ts';
import { draftSchema, emptyDraft, type Draft } from '../../protocol/composer.ts';
import { safeParse } from '../../../untrusted/safeParse.ts';

const draftStateKey = 'composer';

/** The draft of the composer, which outlives the panel and the window. */
export class ComposerDraft {
  readonly #memento: vscode.Memento;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<() => void>();
  #value: Draft;

  /** @param onError called when the draft cannot be stored; it is then kept until the window closes */
  constructor(memento: vscode.Memento, onError: (error: unknown) => void) {
    this.#memento = memento;
    this.#onError = onError;
    const saved = safeParse(draftSchema, memento.get(draftStateKey));
    this.#value = saved.success ? saved.output : emptyDraft;
  }

  get value(): Draft {
    return this.#value;
  }

  /** Calls `listener` when the draft was emptied. */
  onDidDiscard(listener: () => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Saves a draft unless a newer one is known. Returns whether it did. */
  save(draft: Draft): boolean {
    if (draft.revision < this.#value.revision) return false;
    this.#value = draft;
    Promise.resolve(this.#memento.update(draftStateKey, draft)).catch(this.#onError);
    return true;
  }

  /**
   * Empties the draft if it is this request, which has been submitted: it must not be offered again.
   * What the user has typed in the meantime is kept.
   */
  discard({ prompt, imageUrls = [] }: GenerationRequest): void {
    const { value } = this;
    const isSame =
      value.prompt.trim() === prompt.trim() && value.imageUrls.join('\n') === imageUrls.join('\n');
    if (!isSame) return;
    this.#replace({ prompt: '', imageUrls: [] });
  }

  /** Resets the choice of a set, which applies to one submission only, whatever the user has typed since. */
  resetSet(): void {
    if (this.#value.parameters.forceSingle === false) this.#replace({});
  }

  /** Changes the draft, and resets the choice of a set. */
  #replace(change: Partial<Pick<Draft, 'prompt' | 'imageUrls'>>): void {
    const { value } = this;
    const { forceSingle, ...parameters } = value.parameters;
    this.save({ ...value, ...change, revision: value.revision + 1, parameters });
    for (const listener of this.#listeners) listener();
  }
}
