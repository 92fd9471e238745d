import { render } from 'lit';
import * as v from 'valibot';
import {
  draftSchema,
  emptyDraft,
  mostReferences,
  type Choices,
  type ComposerStrings,
  type Draft,
  type FromComposer,
  type ToComposer,
} from '../composerProtocol.ts';
import { take } from './actionKeys.ts';
import { atOnce, PromptHistory } from './composerHistory.ts';
import { composerTemplate } from './composerTemplate.ts';
import { addressesIn } from './composerText.ts';
import type { Memory } from './memory.ts';

type Advice = Extract<ToComposer, { type: 'advice' }>;
type Compose = Extract<ToComposer, { type: 'compose' }>;

export interface ComposerContext {
  readonly strings: ComposerStrings;
  readonly post: (message: FromComposer) => void;
  /** Where the draft outlives the page. */
  readonly memory: Memory;
}

/** Where a picture is asked for: one line until it is used. */
export class Composer {
  readonly element = document.createElement('div');
  readonly #context: ComposerContext;
  readonly #history: PromptHistory;
  #draft: Draft;
  #choices: Choices | undefined;
  #advice: Advice | undefined;
  /** Came before the host's draft, which it goes on from. */
  #early: Compose | undefined;
  #isBusy = false;
  #isActive = false;
  #isPressed = false;

  constructor(context: ComposerContext) {
    this.#context = context;
    const kept = v.safeParse(draftSchema, context.memory.fields['composer']);
    this.#draft = kept.success ? kept.output : emptyDraft;
    this.#history = new PromptHistory((from) => {
      context.post({ type: 'history', from, count: atOnce });
    });
    this.element.className = 'composer';
    this.element.setAttribute('role', 'form');
    this.element.setAttribute('aria-label', context.strings.newImage);
    this.#listen();
    this.#render();
  }

  focus(): void {
    this.#promptField?.focus();
  }

  /** That there is no key yet, in a sentence; empty where there is one. */
  get noKey(): string {
    return this.#advice?.noKey ?? '';
  }

  /** Asks the host to ask for the key. */
  setApiKey(): void {
    this.#context.post({ type: 'setApiKey' });
  }

  receive(message: ToComposer): void {
    switch (message.type) {
      case 'composer':
        this.#choices = message.choices;
        this.#isBusy = message.isBusy;
        if (message.draft.revision > this.#draft.revision) this.#adopt(message.draft);
        else if (message.draft.revision < this.#draft.revision) this.#post();
        if (this.#early) this.#fill(this.#early);
        this.#early = undefined;
        break;
      case 'advice':
        this.#advice = message;
        break;
      case 'history':
        if (
          this.#history.isAt(this.#draft.prompt) &&
          this.#history.add(message.from, message.prompts)
        ) {
          this.#recall(this.#history.older());
        }
        break;
      case 'compose':
        if (this.#choices) this.#fill(message);
        else this.#early = message;
        break;
    }
    this.#render();
  }

  #fill({ prompt, imageUrls = [], parameters }: Compose): void {
    this.#history.end();
    const isNew = prompt !== undefined;
    this.#change({
      ...(isNew && { prompt }),
      ...(parameters && { parameters: { ...this.#draft.parameters, ...parameters } }),
      imageUrls: joined(isNew ? [] : this.#draft.imageUrls, imageUrls),
    });
    this.focus();
  }

  #change(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change, revision: this.#draft.revision + 1 };
    this.#remember();
    this.#post();
    this.#render();
  }

  /** Takes what the host knows better. */
  #adopt(draft: Draft): void {
    this.#draft = draft;
    this.#history.end();
    this.#remember();
  }

  #remember(): void {
    this.#context.memory.keep({ composer: this.#draft });
  }

  #post(): void {
    this.#context.post({ type: 'draft', draft: this.#draft });
  }

  #begin(): void {
    this.#addReferences();
    if (this.#draft.prompt.trim() === '') this.focus();
    else if (!this.#isBusy && !this.#isKnownFaulty) {
      this.#context.post({ type: 'begin', draft: this.#draft });
    }
  }

  /** What was changed since the host last looked is for the host to judge. */
  get #isKnownFaulty(): boolean {
    const { revision, faults = [] } = this.#advice ?? {};
    return revision === this.#draft.revision && faults.length > 0;
  }

  #addReferences(text = this.#referenceField?.value ?? ''): void {
    const field = this.#referenceField;
    if (field) field.value = '';
    const addresses = addressesIn(text);
    if (addresses.length > 0) this.#change({ imageUrls: joined(this.#draft.imageUrls, addresses) });
  }

  #removeReference(place: number): void {
    this.#change({ imageUrls: this.#draft.imageUrls.filter((_, index) => index !== place) });
    // The focus goes on from where the chip was.
    if (document.activeElement === this.#referenceField) return;
    const chips = this.element.querySelectorAll<HTMLElement>('.chip button');
    (chips[Math.min(place, chips.length - 1)] ?? this.#referenceField)?.focus();
  }

  #recall(prompt: string | undefined): void {
    if (prompt === undefined) return;
    this.#change({ prompt });
    const field = this.#promptField;
    field?.setSelectionRange(prompt.length, prompt.length);
  }

  /** Arrows walk through the history from an empty composer on, and while what it gave is untouched. */
  #walk(event: KeyboardEvent): void {
    const field = event.target as HTMLTextAreaElement;
    const isArrow = event.key === 'ArrowUp' || event.key === 'ArrowDown';
    const isPlain = !(event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
    const isAtEnd =
      field.selectionStart === field.value.length && field.selectionEnd === field.value.length;
    if (!isArrow || !isPlain || !isAtEnd || !this.#history.isAt(field.value)) return;
    event.preventDefault();
    this.#recall(event.key === 'ArrowUp' ? this.#history.older() : this.#history.newer());
  }

  get #promptField(): HTMLTextAreaElement | null {
    return this.element.querySelector('textarea');
  }

  get #referenceField(): HTMLInputElement | null {
    return this.element.querySelector('input.reference');
  }

  #listen(): void {
    const { element } = this;
    element.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      take(event);
      if (!event.repeat) this.#begin();
    });
    element.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('text/uri-list')) event.preventDefault();
    });
    element.addEventListener('drop', (event) => {
      const list = event.dataTransfer?.getData('text/uri-list');
      if (!list) return;
      event.preventDefault();
      this.#addReferences(list);
    });
    element.addEventListener('focusin', () => {
      this.#setActive(true);
    });
    element.addEventListener('focusout', () => {
      if (!this.#isPressed) this.#settle();
    });
    // Closing under a press would move what is pressed from under the pointer.
    window.addEventListener('pointerdown', () => (this.#isPressed = true), true);
    for (const end of ['pointerup', 'pointercancel', 'dragend']) {
      window.addEventListener(end, () => {
        this.#isPressed = false;
        this.#settle();
      });
    }
  }

  /** After the event, when the focus is where it goes and what was pressed has been told. */
  #settle(): void {
    setTimeout(() => {
      if (!this.#isPressed) this.#setActive(this.element.contains(document.activeElement));
    });
  }

  #setActive(isActive: boolean): void {
    if (isActive === this.#isActive) return;
    this.#isActive = isActive;
    this.#render();
  }

  #render(): void {
    const { prompt, imageUrls } = this.#draft;
    const template = composerTemplate({
      strings: this.#context.strings,
      draft: this.#draft,
      choices: this.#choices,
      faults: this.#advice?.faults ?? [],
      expectation: this.#advice?.expectation ?? '',
      noKey: this.noKey,
      isBusy: this.#isBusy,
      isOpen: this.#isActive || prompt !== '' || imageUrls.length > 0,
      type: (text) => {
        this.#history.end();
        this.#change({ prompt: text });
      },
      walk: (event) => {
        this.#walk(event);
      },
      choose: (chosen) => {
        this.#change({ parameters: { ...this.#draft.parameters, ...chosen } });
      },
      addReferences: (text) => {
        this.#addReferences(text);
      },
      removeReference: (place) => {
        this.#removeReference(place);
      },
      begin: () => {
        this.#begin();
      },
      setApiKey: () => {
        this.setApiKey();
      },
    });
    render(template, this.element);
  }
}

/** Each address once, and no more than the composer takes. */
function joined(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added])].slice(0, mostReferences);
}
