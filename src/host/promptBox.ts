import * as vscode from 'vscode';
import { promptLength, recommendedPromptLength } from '../jimeng/index.ts';
import { formatCharacterCount } from './plural.ts';

const draftKey = 'promptDraft';

/** The box that a prompt is typed into. What was typed outlives a box that is closed, and the window. */
export class PromptBox {
  readonly #drafts: vscode.Memento;

  constructor(drafts: vscode.Memento) {
    this.#drafts = drafts;
  }

  /** Text for the next box to begin with. */
  async keep(draft: string): Promise<void> {
    await this.#drafts.update(draftKey, draft === '' ? undefined : draft);
  }

  /** The prompt, trimmed, or `undefined` when the box is dismissed; then its text is kept. */
  async ask(): Promise<string | undefined> {
    const box = vscode.window.createInputBox();
    box.title = vscode.l10n.t('Generate Image');
    box.placeholder = vscode.l10n.t('Describe the image in English or Chinese');
    // Looking something up in the text must not close the box, nor a gallery that takes its focus back.
    box.ignoreFocusOut = true;
    const draft = this.#drafts.get<unknown>(draftKey);
    box.value = typeof draft === 'string' ? draft : '';
    box.valueSelection = [0, box.value.length];
    describeLength(box);

    const prompt = await new Promise<string | undefined>((resolve) => {
      box.onDidChangeValue((value) => {
        describeLength(box);
        // At once, as a window may end with the box open.
        void this.keep(value);
      });
      box.onDidAccept(() => {
        if (box.value.trim() === '') {
          box.validationMessage = emptyPrompt();
          return;
        }
        resolve(box.value.trim());
        box.hide();
      });
      box.onDidHide(() => {
        resolve(undefined);
      });
      box.show();
    });
    // What is sent stands in the gallery; offered again, an absent-minded Enter would buy it twice.
    if (prompt !== undefined) await this.keep('');
    box.dispose();
    return prompt;
  }
}

function describeLength(box: vscode.InputBox): void {
  const length = promptLength(box.value.trim());
  box.prompt = formatCharacterCount(length);
  if (box.value !== '' && length === 0) {
    box.validationMessage = emptyPrompt();
  } else if (length > recommendedPromptLength) {
    const message = vscode.l10n.t(
      '{0}. Beyond {1}, parts of the prompt may be ignored or rejected.',
      box.prompt,
      recommendedPromptLength,
    );
    box.validationMessage = { message, severity: vscode.InputBoxValidationSeverity.Warning };
  } else {
    box.validationMessage = undefined;
  }
}

function emptyPrompt(): string {
  return vscode.l10n.t('Enter a prompt that describes the image.');
}
