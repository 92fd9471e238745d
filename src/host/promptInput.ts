import * as vscode from 'vscode';
import { getPromptLength, recommendedPromptLength } from '../jimeng/index.ts';
import { formatCharacterCount } from './plural.ts';
import {
  createInputBox,
  createInputButton,
  setPrompt,
  setValidationMessage,
} from './ui/inputBox.ts';

const draftStorageKey = 'promptDraft';
/** What was typed before an earlier prompt was edited. */
const earlierDraftStorageKey = 'earlierPromptDraft';

/** A text of the document for the input box. */
export interface PromptSuggestion {
  /** Empty if there is none. */
  readonly text: string;
  /** Whether the user has chosen it, so that it comes before a draft. */
  readonly isChosen: boolean;
}

/** What the input box shows about the image, and how that is changed. */
export interface PromptBoxOptions {
  /** What the prompt will be generated with. It is shown as soon as it is known. */
  readonly summary: Promise<string>;
  /** Lets the user choose other options for the prompt. */
  readonly chooseOptions: (prompt: string) => void;
}

/** From this length on, the length of a prompt is shown, wherever it is entered. */
export const shownPromptLength = recommendedPromptLength * 0.8;

/** The input box for a prompt. Its text is kept as a draft if the input box or the window is closed. */
export class PromptInput {
  readonly #memento: vscode.Memento;
  readonly #onError: (error: unknown) => void;
  #draft: string;
  #earlierDraft: string;
  /** The draft, if it is a prompt to edit that the user has not changed; it is kept elsewhere. */
  #unchangedPrompt = '';
  /** Whether the next input box is to edit an earlier prompt. */
  #isEditing = false;

  /** @param onError called when the draft cannot be stored; it is then kept until the window closes */
  constructor(memento: vscode.Memento, onError: (error: unknown) => void) {
    this.#memento = memento;
    this.#onError = onError;
    const read = (key: string) => {
      const stored = memento.get<unknown>(key);
      return typeof stored === 'string' ? stored : '';
    };
    this.#draft = read(draftStorageKey);
    this.#earlierDraft = read(earlierDraftStorageKey);
  }

  /** Stores the initial text of the next input box. Never fails. */
  saveDraft(draft: string): void {
    if (draft === this.#draft) return;
    this.#draft = draft;
    this.#store(draftStorageKey, draft);
  }

  /** Stores a prompt that was not sent as the draft, unless there is another one. */
  keepUnsent(prompt: string): void {
    if (this.#draft.trim() === '') this.saveDraft(prompt);
  }

  /**
   * Makes an earlier prompt the initial text of the next input box. What the user has typed there
   * comes back when the prompt has been submitted.
   */
  editPrompt(prompt: string): void {
    this.#isEditing = true;
    this.#replaceDraft(prompt);
  }

  #replaceDraft(prompt: string): void {
    const typed = this.#draft.trim();
    if (typed !== '' && typed !== prompt.trim() && this.#draft !== this.#unchangedPrompt) {
      this.#setEarlierDraft(this.#draft);
    }
    this.#unchangedPrompt = prompt;
    this.saveDraft(prompt);
  }

  /** Empties the draft if it is this prompt, which has been submitted. */
  discardDraft(prompt: string): void {
    if (this.#draft.trim() !== prompt.trim()) return;
    this.saveDraft(this.#earlierDraft);
    this.#setEarlierDraft('');
  }

  #setEarlierDraft(draft: string): void {
    this.#earlierDraft = draft;
    this.#store(earlierDraftStorageKey, draft);
  }

  #store(key: string, text: string): void {
    const value = text === '' ? undefined : text;
    Promise.resolve(this.#memento.update(key, value)).catch(this.#onError);
  }

  /**
   * Asks for a prompt and returns it trimmed. `undefined` if the user dismisses the input box.
   * @param suggestion what it contains unless there is an earlier prompt to edit, or a draft. It becomes a
   * draft only when the user changes it.
   */
  async askForPrompt(
    suggestion: PromptSuggestion,
    { summary, chooseOptions }: PromptBoxOptions,
  ): Promise<string | undefined> {
    const suggested = toOneLine(suggestion.text);
    const isSuggested =
      suggested !== '' && !this.#isEditing && (suggestion.isChosen || this.#draft === '');
    let isUnchanged = isSuggested;
    this.#isEditing = false;
    // It stays open when the user looks something up in the text, or the gallery takes the focus.
    const input = createInputBox({
      title: vscode.l10n.t('Generate Image'),
      placeholder: vscode.l10n.t('Describe the image in English or Chinese'),
    });
    input.value = isSuggested ? suggested : this.#draft;
    input.valueSelection = [0, input.value.length];
    const optionsButton = createInputButton('gear', vscode.l10n.t('Choose Options in the Gallery'));
    input.buttons = [optionsButton];
    let summaryText = '';
    updateHints(input, summaryText);
    void summary.then((text) => {
      summaryText = text;
      updateHints(input, summaryText);
    });

    const prompt = await new Promise<string | undefined>((resolve) => {
      input.onDidChangeValue((value) => {
        updateHints(input, summaryText);
        if (isUnchanged && value === suggested) return;
        if (isUnchanged) this.#replaceDraft(suggested);
        isUnchanged = false;
        // Save each change, because the window may be closed while the input box is open.
        this.saveDraft(value);
      });
      input.onDidAccept(() => {
        if (input.value.trim() === '') {
          setValidationMessage(input, formatEmptyPrompt());
          return;
        }
        resolve(input.value.trim());
        input.hide();
      });
      input.onDidTriggerButton(() => {
        const typed = input.value.trim();
        input.hide();
        // The composer has it now.
        this.discardDraft(typed);
        chooseOptions(typed);
      });
      input.onDidHide(() => {
        resolve(undefined);
      });
      input.show();
    });
    input.dispose();
    return prompt;
  }
}

/** An input box would join the words at the end and the start of two lines. */
function toOneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** Shows what the prompt will be generated with, its length if it matters, and what is wrong with it. */
function updateHints(input: vscode.InputBox, summary: string): void {
  const length = getPromptLength(input.value.trim());
  const count = formatCharacterCount(length);
  const isLong = length >= shownPromptLength;
  setPrompt(input, [summary, isLong ? count : ''].filter((text) => text !== '').join(' · '));
  if (input.value !== '' && length === 0) {
    setValidationMessage(input, formatEmptyPrompt());
  } else if (length > recommendedPromptLength) {
    const message = vscode.l10n.t(
      '{0}. Beyond {1}, parts of the prompt may be ignored or rejected.',
      count,
      recommendedPromptLength,
    );
    setValidationMessage(input, message, vscode.InputBoxValidationSeverity.Warning);
  } else {
    setValidationMessage(input, undefined);
  }
}

function formatEmptyPrompt(): string {
  return vscode.l10n.t('Enter a prompt that describes the image.');
}
