import { render } from 'lit';
import * as v from 'valibot';
import {
  draftSchema,
  emptyDraft,
  maxReferences,
  type Choices,
  type ComposerStrings,
  type Draft,
  type FromComposerMessage,
  type ToComposerMessage,
} from '../../protocol/composer.ts';
import { consumeEvent } from '../ui/actionKeys.ts';
import { historyPageSize, PromptHistory } from './promptHistory.ts';
import { composerTemplate } from './composerTemplate.ts';
import { parseUrls } from './composerText.ts';
import type { WebviewState } from '../ui/webviewState.ts';

type AdviceMessage = Extract<ToComposerMessage, { type: 'advice' }>;
type ComposeMessage = Extract<ToComposerMessage, { type: 'fillComposer' }>;

export interface ComposerContext {
  readonly strings: ComposerStrings;
  readonly post: (message: FromComposerMessage) => void;
  /** Where the draft outlives the page. */
  readonly webviewState: WebviewState;
}

/** Where a picture is asked for: one line until it is used. */
export class Composer {
  readonly element = document.createElement('div');
  readonly #context: ComposerContext;
  readonly #history: PromptHistory;
  #draft: Draft;
  #choices: Choices | undefined;
  #advice: AdviceMessage | undefined;
  /** Came before the host's draft, which it goes on from. */
  #pendingCompose: ComposeMessage | undefined;
  #isBusy = false;
  #hasFocus = false;
  #isPointerDown = false;

  constructor(context: ComposerContext) {
    this.#context = context;
    const saved = v.safeParse(draftSchema, context.webviewState.fields['composer']);
    this.#draft = saved.success ? saved.output : emptyDraft;
    this.#history = new PromptHistory((from) => {
      context.post({ type: 'getPromptHistory', from, count: historyPageSize });
    });
    this.element.className = 'composer';
    this.element.setAttribute('role', 'form');
    this.element.setAttribute('aria-label', context.strings.newImage);
    this.#addListeners();
    this.#render();
  }

  focus(): void {
    this.#promptField?.focus();
  }

  /** That there is no key yet, in a sentence; empty where there is one. */
  get missingKeyMessage(): string {
    return this.#advice?.missingKeyMessage ?? '';
  }

  /** Asks the host to ask for the key. */
  setApiKey(): void {
    this.#context.post({ type: 'setApiKey' });
  }

  receive(message: ToComposerMessage): void {
    switch (message.type) {
      case 'composerState':
        this.#choices = message.choices;
        this.#isBusy = message.isBusy;
        if (message.draft.revision > this.#draft.revision) this.#adoptDraft(message.draft);
        else if (message.draft.revision < this.#draft.revision) this.#postDraft();
        if (this.#pendingCompose) this.#applyCompose(this.#pendingCompose);
        this.#pendingCompose = undefined;
        break;
      case 'advice':
        this.#advice = message;
        break;
      case 'getPromptHistory':
        if (
          this.#history.isCurrent(this.#draft.prompt) &&
          this.#history.add(message.from, message.prompts)
        ) {
          this.#showHistoryPrompt(this.#history.older());
        }
        break;
      case 'fillComposer':
        if (this.#choices) this.#applyCompose(message);
        else this.#pendingCompose = message;
        break;
    }
    this.#render();
  }

  #applyCompose({ prompt, imageUrls = [], parameters }: ComposeMessage): void {
    this.#history.reset();
    const isNew = prompt !== undefined;
    this.#changeDraft({
      ...(isNew && { prompt }),
      ...(parameters && { parameters: { ...this.#draft.parameters, ...parameters } }),
      imageUrls: mergeUrls(isNew ? [] : this.#draft.imageUrls, imageUrls),
    });
    this.focus();
  }

  #changeDraft(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change, revision: this.#draft.revision + 1 };
    this.#saveDraft();
    this.#postDraft();
    this.#render();
  }

  /** Takes what the host knows better. */
  #adoptDraft(draft: Draft): void {
    this.#draft = draft;
    this.#history.reset();
    this.#saveDraft();
  }

  #saveDraft(): void {
    this.#context.webviewState.update({ composer: this.#draft });
  }

  #postDraft(): void {
    this.#context.post({ type: 'draft', draft: this.#draft });
  }

  #generate(): void {
    this.#addReferences();
    if (this.#draft.prompt.trim() === '') this.focus();
    else if (!this.#isBusy && !this.#hasKnownFaults) {
      this.#context.post({ type: 'generate', draft: this.#draft });
    }
  }

  /** What was changed since the host last looked is for the host to judge. */
  get #hasKnownFaults(): boolean {
    const { revision, faults = [] } = this.#advice ?? {};
    return revision === this.#draft.revision && faults.length > 0;
  }

  #addReferences(text = this.#referenceField?.value ?? ''): void {
    const field = this.#referenceField;
    if (field) field.value = '';
    const urls = parseUrls(text);
    if (urls.length > 0) this.#changeDraft({ imageUrls: mergeUrls(this.#draft.imageUrls, urls) });
  }

  #removeReference(index: number): void {
    this.#changeDraft({ imageUrls: this.#draft.imageUrls.filter((_, other) => other !== index) });
    // The focus goes on from where the chip was.
    if (document.activeElement === this.#referenceField) return;
    const chips = this.element.querySelectorAll<HTMLElement>('.chip button');
    (chips[Math.min(index, chips.length - 1)] ?? this.#referenceField)?.focus();
  }

  #showHistoryPrompt(prompt: string | undefined): void {
    if (prompt === undefined) return;
    this.#changeDraft({ prompt });
    const field = this.#promptField;
    field?.setSelectionRange(prompt.length, prompt.length);
  }

  /** Arrows walk through the history from an empty composer on, and while what it gave is untouched. */
  #browseHistory(event: KeyboardEvent): void {
    const field = event.target as HTMLTextAreaElement;
    const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    const isUnmodified = !(event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
    const isAtEnd =
      field.selectionStart === field.value.length && field.selectionEnd === field.value.length;
    if (!isArrow || !isUnmodified || !isAtEnd || !this.#history.isCurrent(field.value)) return;
    event.preventDefault();
    this.#showHistoryPrompt(
      event.key === 'ArrowUp' ? this.#history.older() : this.#history.newer(),
    );
  }

  get #promptField(): HTMLTextAreaElement | null {
    return this.element.querySelector('textarea');
  }

  get #referenceField(): HTMLInputElement | null {
    return this.element.querySelector('input.reference');
  }

  #addListeners(): void {
    const { element } = this;
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      consumeEvent(event);
      if (!event.repeat) this.#generate();
    });
    element.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('text/uri-list')) event.preventDefault();
    });
    element.addEventListener('drop', (event) => {
      const uriList = event.dataTransfer?.getData('text/uri-list');
      if (!uriList) return;
      event.preventDefault();
      this.#addReferences(uriList);
    });
    element.addEventListener('focusin', () => {
      this.#setHasFocus(true);
    });
    element.addEventListener('focusout', () => {
      if (!this.#isPointerDown) this.#updateFocusLater();
    });
    // Closing under a press would move what is pressed from under the pointer.
    window.addEventListener('pointerdown', () => (this.#isPointerDown = true), true);
    for (const end of ['pointerup', 'pointercancel', 'dragend']) {
      window.addEventListener(end, () => {
        this.#isPointerDown = false;
        this.#updateFocusLater();
      });
    }
  }

  /** After the event, when the focus is where it goes and what was pressed has been told. */
  #updateFocusLater(): void {
    setTimeout(() => {
      if (!this.#isPointerDown) this.#setHasFocus(this.element.contains(document.activeElement));
    });
  }

  #setHasFocus(hasFocus: boolean): void {
    if (hasFocus === this.#hasFocus) return;
    this.#hasFocus = hasFocus;
    this.#render();
  }

  #render(): void {
    const { prompt, imageUrls } = this.#draft;
    const template = composerTemplate({
      strings: this.#context.strings,
      draft: this.#draft,
      choices: this.#choices,
      faults: this.#advice?.faults ?? [],
      estimate: this.#advice?.estimate ?? '',
      missingKeyMessage: this.missingKeyMessage,
      isBusy: this.#isBusy,
      isOpen: this.#hasFocus || prompt !== '' || imageUrls.length > 0,
      setPrompt: (text) => {
        this.#history.reset();
        this.#changeDraft({ prompt: text });
      },
      browseHistory: (event) => {
        this.#browseHistory(event);
      },
      setParameters: (changed) => {
        this.#changeDraft({ parameters: { ...this.#draft.parameters, ...changed } });
      },
      addReferences: (text) => {
        this.#addReferences(text);
      },
      removeReference: (index) => {
        this.#removeReference(index);
      },
      generate: () => {
        this.#generate();
      },
      setApiKey: () => {
        this.setApiKey();
      },
    });
    render(template, this.element);
  }
}

/** Each address once, and no more than the composer takes. */
function mergeUrls(current: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...current, ...added])].slice(0, maxReferences);
}
