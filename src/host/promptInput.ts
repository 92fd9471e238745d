import * as vscode from 'vscode';
import { getPromptLength, recommendedPromptLength } from '../jimeng/index.ts';
import { formatCharacterCount } from './plural.ts';

const draftStorageKey = 'promptDraft';

/** The box that a prompt is typed into. What was typed outlives a box that is closed, and the window. */
export class PromptInput {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** Text for the next box to begin with. */
  async saveDraft(draft: string): Promise<void> {
    await this.#memento.update(draftStorageKey, draft === '' ? undefined : draft);
  }

  /** The prompt, trimmed, or `undefined` when the box is dismissed; then its text is kept. */
  async askForPrompt(): Promise<string | undefined> {
    const input = vscode.window.createInputBox();
    input.title = vscode.l10n.t('Generate Image');
    input.placeholder = vscode.l10n.t('Describe the image in English or Chinese');
    // Looking something up in the text must not close the box, nor a gallery that takes its focus back.
    input.ignoreFocusOut = true;
    const draft = this.#memento.get<unknown>(draftStorageKey);
    input.value = typeof draft === 'string' ? draft : '';
    input.valueSelection = [0, input.value.length];
    updateLengthHint(input);

    const prompt = await new Promise<string | undefined>((resolve) => {
      input.onDidChangeValue((value) => {
        updateLengthHint(input);
        // At once, as a window may end with the box open.
        void this.saveDraft(value);
      });
      input.onDidAccept(() => {
        if (input.value.trim() === '') {
          input.validationMessage = formatEmptyPrompt();
          return;
        }
        resolve(input.value.trim());
        input.hide();
      });
      input.onDidHide(() => {
        resolve(undefined);
      });
      input.show();
    });
    // What is sent stands in the gallery; offered again, an absent-minded Enter would buy it twice.
    if (prompt !== undefined) await this.saveDraft('');
    input.dispose();
    return prompt;
  }
}

function updateLengthHint(input: vscode.InputBox): void {
  const length = getPromptLength(input.value.trim());
  input.prompt = formatCharacterCount(length);
  if (input.value !== '' && length === 0) {
    input.validationMessage = formatEmptyPrompt();
  } else if (length > recommendedPromptLength) {
    const message = vscode.l10n.t(
      '{0}. Beyond {1}, parts of the prompt may be ignored or rejected.',
      input.prompt,
      recommendedPromptLength,
    );
    input.validationMessage = { message, severity: vscode.InputBoxValidationSeverity.Warning };
  } else {
    input.validationMessage = undefined;
  }
}

function formatEmptyPrompt(): string {
  return vscode.l10n.t('Enter a prompt that describes the image.');
}
