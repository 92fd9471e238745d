import * as vscode from 'vscode';

/** A message that the extension showed, and the buttons it offered. */
export interface Message {
  readonly severity: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly buttons: readonly string[];
}

/**
 * Stands in for the notifications, which nothing can press in the extension host: keeps what they say,
 * and presses `button` where it is offered. The tests see the extension's own `vscode`, as they lie in its folder.
 */
class MessageRecorder {
  readonly shown: Message[] = [];
  /** The button to press; a message without it is dismissed. */
  buttonToPress: string | undefined;
  /** What happens while a message is read. */
  onMessage: () => Promise<void> = () => Promise.resolve();
  readonly #original = {
    showErrorMessage: vscode.window.showErrorMessage,
    showWarningMessage: vscode.window.showWarningMessage,
    showInformationMessage: vscode.window.showInformationMessage,
  };

  /** Keeps notifications from now on, and knows of none yet. */
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

  /** The sentences of the error messages, in their order. */
  get errors(): string[] {
    return this.shown.filter(({ severity }) => severity === 'error').map(({ text }) => text);
  }

  /** Lets the notifications through again. */
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

/** The notifications of each test of the suite that calls it. */
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
