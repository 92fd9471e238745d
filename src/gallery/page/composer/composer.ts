import { render } from 'lit/html.js';
import * as v from 'valibot';
import {
  draftSchema,
  emptyDraft,
  type Advice,
  type Choices,
  type ComposerContent,
  type ComposerState,
  type Draft,
} from '../../protocol/composer.ts';
import type { ComposerStrings } from '../../protocol/strings.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { consumeEvent, handleKey } from '../ui/keyEvents.ts';
import { typing } from '../ui/typing.ts';
import type { WebviewState } from '../ui/webviewState.ts';
import { composerTemplate } from './composerTemplate.ts';
import { mergeUrls, parseUrls } from './composerText.ts';
import { historyPageSize, parseUnsentPrompts, PromptHistory } from './promptHistory.ts';
import { addReferenceDrop } from './referenceDrop.ts';

/** What the composer works with. */
export interface ComposerContext {
  readonly strings: ComposerStrings;
  readonly connection: HostConnection;
  /** Where the draft outlives the page. */
  readonly webviewState: WebviewState;
  /** Called when a generation is started. */
  readonly onGenerate: () => void;
}

/** The form for a new image. */
export class Composer {
  readonly element = document.createElement('div');
  readonly #context: ComposerContext;
  readonly #history: PromptHistory;
  #draft: Draft;
  /** The prompt that was last filled in, which the library has. */
  #filledPrompt = '';
  #choices: Choices | undefined;
  #advice: Advice | undefined;
  /** Arrived before the host's draft, which it replaces or extends. */
  #pendingContent: ComposerContent | undefined;
  #isBusy = false;
  #isGalleryEmpty = true;

  constructor(context: ComposerContext) {
    this.#context = context;
    const saved = v.safeParse(draftSchema, context.webviewState.fields['composer']);
    this.#draft = saved.success ? saved.output : emptyDraft;
    this.#history = new PromptHistory((from) => {
      this.#requestPrompts(from);
    }, parseUnsentPrompts(context.webviewState.fields['unsentPrompts']));
    this.element.className = 'composer';
    this.element.setAttribute('role', 'form');
    this.element.setAttribute('aria-label', context.strings.newImage);
    this.#addListeners();
    this.#render();
  }

  focus(): void {
    this.#promptField?.focus();
  }

  /** Whether the gallery has no images: it then shows that no API key is set. */
  set isGalleryEmpty(isEmpty: boolean) {
    if (isEmpty === this.#isGalleryEmpty) return;
    this.#isGalleryEmpty = isEmpty;
    this.#render();
  }

  /** Called with the state in the host. The newer draft wins. */
  setState({ draft, isBusy, choices }: ComposerState): void {
    this.#choices = choices;
    this.#isBusy = isBusy;
    if (draft.revision > this.#draft.revision) this.#adoptDraft(draft);
    else if (draft.revision < this.#draft.revision) this.#sendDraft();
    if (this.#pendingContent) this.#fill(this.#pendingContent);
    this.#pendingContent = undefined;
    this.#render();
  }

  /** Called with what the host has found out about a draft. */
  setAdvice(advice: Advice): void {
    this.#advice = advice;
    this.#render();
  }

  /** Replaces the draft, or adds references to it. */
  fill(content: ComposerContent): void {
    if (this.#choices) this.#fill(content);
    else this.#pendingContent = content;
    this.#render();
  }

  #fill({ prompt, imageUrls = [], parameters }: ComposerContent): void {
    const isNew = prompt !== undefined;
    if (isNew) this.#keepTypedPrompt(prompt);
    this.#history.reset();
    this.#changeDraft({
      ...(isNew && { prompt }),
      ...(parameters && { parameters: { ...this.#draft.parameters, ...parameters } }),
      imageUrls: mergeUrls(isNew ? [] : this.#draft.imageUrls, imageUrls),
    });
    this.focus();
  }

  /** Keeps what was typed in the history before another prompt replaces it. */
  #keepTypedPrompt(nextPrompt: string): void {
    const typed = this.#draft.prompt;
    const isKnown =
      typed === nextPrompt || typed === this.#filledPrompt || this.#history.isCurrent(typed);
    this.#filledPrompt = nextPrompt;
    if (isKnown || typed.trim() === '') return;
    this.#context.webviewState.update({ unsentPrompts: this.#history.keepUnsent(typed) });
  }

  #changeDraft(change: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...change, revision: this.#draft.revision + 1 };
    this.#saveDraft();
    this.#sendDraft();
    this.#render();
  }

  /** Replaces the draft with the host's newer one. */
  #adoptDraft(draft: Draft): void {
    this.#draft = draft;
    this.#history.reset();
    this.#saveDraft();
  }

  #saveDraft(): void {
    this.#context.webviewState.update({ composer: this.#draft });
  }

  #sendDraft(): void {
    this.#context.connection.notify('saveDraft', { draft: this.#draft });
  }

  #generate(): void {
    this.#addReferences();
    if (this.#draft.prompt.trim() === '') this.focus();
    else if (!this.#isBusy && !this.#hasKnownFaults) {
      const { connection, onGenerate } = this.#context;
      connection.notify('generate', { draft: this.#draft });
      onGenerate();
    }
  }

  /** Whether the host has found faults in this revision. An unchecked revision is left to the host. */
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
    // Focus the next chip.
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

  #requestPrompts(from: number): void {
    const { connection } = this.#context;
    connection.attempt('promptHistory', async () => {
      const count = historyPageSize;
      const prompts = await connection.request('getPromptHistory', { from, count });
      if (!this.#history.isCurrent(this.#draft.prompt) || !this.#history.add(from, prompts)) return;
      this.#showHistoryPrompt(this.#history.older());
      this.#render();
    });
  }

  /**
   * Enter generates. Up and Down browse earlier prompts while the text is empty or an unedited earlier
   * prompt.
   */
  #handlePromptKey(event: KeyboardEvent): void {
    const isUsed = handleKey('prompt', event, {
      generate: () => {
        // Nothing that was typed outside, such as on a card whose key leads here, is generated by its Enter.
        if (!event.repeat && !typing.isStray(event.timeStamp)) this.#generate();
      },
      startLine: () => false,
      olderPrompt: () => this.#browseHistory(() => this.#history.older()),
      newerPrompt: () => this.#browseHistory(() => this.#history.newer()),
    });
    if (isUsed) event.preventDefault();
  }

  /** Returns whether the history can be browsed now. */
  #browseHistory(findPrompt: () => string | undefined): boolean {
    const field = this.#promptField;
    if (!field || !this.#history.isCurrent(field.value)) return false;
    const { length } = field.value;
    if (field.selectionStart !== length || field.selectionEnd !== length) return false;
    this.#showHistoryPrompt(findPrompt());
    return true;
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
      const isUsed = handleKey('composer', event, {
        generate: () => {
          if (!event.repeat) this.#generate();
        },
      });
      if (isUsed) consumeEvent(event);
    });
    addReferenceDrop(element, this.#context.connection, (text) => {
      this.#addReferences(text);
    });
  }

  #render(): void {
    const template = composerTemplate({
      strings: this.#context.strings,
      draft: this.#draft,
      choices: this.#choices,
      faults: this.#advice?.faults ?? [],
      estimate: this.#advice?.estimate,
      missingKeyMessage: this.#isGalleryEmpty ? undefined : this.#advice?.missingKeyMessage,
      isBusy: this.#isBusy,
      setPrompt: (text) => {
        this.#history.reset();
        this.#changeDraft({ prompt: text });
      },
      onPromptKey: (event) => {
        this.#handlePromptKey(event);
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
        this.#context.connection.notify('setApiKey', {});
      },
      selectProvider: () => {
        this.#context.connection.notify('selectProvider', {});
      },
    });
    render(template, this.element);
  }
}
