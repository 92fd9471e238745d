import * as vscode from 'vscode';

/** A notification of the extension and its buttons. */
export interface Message {
  readonly severity: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly buttons: readonly string[];
}

/**
 * Replaces notifications, whose buttons cannot be pressed in the extension host: records them and
 * presses `buttonToPress` if it is offered. This works because the tests are in the folder of the
 * extension and get the same `vscode` module.
 */
class MessageRecorder {
  readonly shown: Message[] = [];
  /** The button to press. A notification without it is dismissed. */
  buttonToPress: string | undefined;
  /** Called while a notification is shown. */
  onMessage: () => Promise<void> = () => Promise.resolve();
  readonly #original = {
    showErrorMessage: vscode.window.showErrorMessage,
    showWarningMessage: vscode.window.showWarningMessage,
    showInformationMessage: vscode.window.showInformationMessage,
  };

  /** Starts to record notifications, with an empty list. */
  start(): void {
    this.shown.length = 0;
    this.buttonToPress = undefined;
    this.onMessage = () => Promise.resolve();
    Object.assign(vscode.window, {
      showErrorMessage: this.#recorderFor('error'),
      showWarningMessage: this.#recorderFor('warning'),
      showInformationMessage: this.#recorderFor('information'),
    });
  }

  /** The texts of the error messages, in order. */
  get errors(): string[] {
    return this.shown.filter(({ severity }) => severity === 'error').map(({ text }) => text);
  }

  /** Restores the real notifications. */
  restore(): void {
    Object.assign(vscode.window, this.#original);
  }

  #recorderFor(severity: Message['severity']) {
    return async (text: string, ...items: unknown[]): Promise<string | undefined> => {
      const buttons = items.filter((item) => typeof item === 'string');
      this.shown.push({ severity, text, buttons });
      await this.onMessage();
      return buttons.find((each) => each === this.buttonToPress);
    };
  }
}

/** Call inside `describe`: records the notifications of each test. */
export function useMessageRecorder(): MessageRecorder {
  const messages = new MessageRecorder();
  beforeEach(() => {
    messages.start();
  });
  afterEach(() => {
    messages.restore();
  });
  return messages;
}
