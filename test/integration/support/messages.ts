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
class Messages {
  readonly shown: Message[] = [];
  /** The button to press; a message without it is dismissed. */
  button: string | undefined;
  /** What happens while a message is read. */
  meanwhile: () => Promise<void> = () => Promise.resolve();
  readonly #real = {
    showErrorMessage: vscode.window.showErrorMessage,
    showWarningMessage: vscode.window.showWarningMessage,
    showInformationMessage: vscode.window.showInformationMessage,
  };

  /** Keeps notifications from now on, and knows of none yet. */
  listen(): void {
    this.shown.length = 0;
    this.button = undefined;
    this.meanwhile = () => Promise.resolve();
    Object.assign(vscode.window, {
      showErrorMessage: this.#keeper('error'),
      showWarningMessage: this.#keeper('warning'),
      showInformationMessage: this.#keeper('information'),
    });
  }

  /** The sentences of the error messages, in their order. */
  get errors(): string[] {
    return this.shown.filter(({ severity }) => severity === 'error').map(({ text }) => text);
  }

  /** Lets the notifications through again. */
  restore(): void {
    Object.assign(vscode.window, this.#real);
  }

  #keeper(severity: Message['severity']) {
    return async (text: string, ...items: unknown[]): Promise<string | undefined> => {
      const buttons = items.filter((item) => typeof item === 'string');
      this.shown.push({ severity, text, buttons });
      await this.meanwhile();
      return buttons.find((each) => each === this.button);
    };
  }
}

/** The notifications of each test of the suite that calls it. */
export function hearMessages(): Messages {
  const messages = new Messages();
  beforeEach(() => {
    messages.listen();
  });
  afterEach(() => {
    messages.restore();
  });
  return messages;
}
