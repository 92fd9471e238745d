import './vscode.ts';

/** A notification or a dialog. */
export interface ShownMessage {
  readonly text: string;
  readonly detail?: string | undefined;
  readonly buttons: readonly string[];
}

interface FakeVsCode {
  readonly window: object;
  readonly commands: object;
  readonly settings: Record<string, unknown>;
}

/** The user in front of VS Code: sees messages, presses buttons, and changes settings. */
export class FakeWindow {
  readonly shown: ShownMessage[] = [];
  readonly executedCommands: string[] = [];
  /** The buttons to press, each once. A message without any of them is dismissed. */
  readonly buttonsToPress: string[] = [];
  /** When the user presses a button. */
  pressesAfter: Promise<unknown> = Promise.resolve();
  /** Presses Cancel in the progress notification that is shown. */
  cancelProgress: (() => void) | undefined;
  readonly #settings: Record<string, unknown>;

  private constructor(vscode: FakeVsCode) {
    this.#settings = vscode.settings;
    const showMessage = (text: string, ...items: unknown[]) => this.#show(text, items);
    Object.assign(vscode.window, {
      showErrorMessage: showMessage,
      showWarningMessage: showMessage,
      showInformationMessage: showMessage,
      withProgress: (_: unknown, run: (progress: unknown, token: unknown) => unknown) =>
        run(undefined, {
          onCancellationRequested: (listener: () => void) => {
            this.cancelProgress = listener;
          },
        }),
    });
    Object.assign(vscode.commands, {
      executeCommand: (command: string) => {
        this.executedCommands.push(command);
        return Promise.resolve();
      },
    });
    this.setSettings({});
  }

  /** Creates the window that the modules under test use from now on. */
  static async open(): Promise<FakeWindow> {
    return new FakeWindow((await import('vscode')) as unknown as FakeVsCode);
  }

  /** Replaces all settings under `jimeng.`. */
  setSettings(settings: Readonly<Record<string, unknown>>): void {
    for (const name of Object.keys(this.#settings)) Reflect.deleteProperty(this.#settings, name);
    Object.assign(this.#settings, settings);
  }

  async #show(text: string, items: readonly unknown[]): Promise<string | undefined> {
    const buttons = items.filter((item) => typeof item === 'string');
    const detail = items.map((item) => (item as { detail?: string }).detail).find(Boolean);
    this.shown.push({ text, buttons, ...(detail !== undefined && { detail }) });
    const index = this.buttonsToPress.findIndex((label) => buttons.includes(label));
    const [pressed] = index < 0 ? [] : this.buttonsToPress.splice(index, 1);
    await this.pressesAfter;
    return pressed;
  }
}
