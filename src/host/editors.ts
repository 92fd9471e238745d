import * as vscode from 'vscode';

/** Remembers the text editor that was last typed in, as the gallery has the focus when Insert is pressed. */
export class LastEditor implements vscode.Disposable {
  #editor: vscode.TextEditor | undefined;
  readonly #watch: vscode.Disposable;

  constructor() {
    this.#note(vscode.window.activeTextEditor);
    this.#watch = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#note(editor);
    });
  }

  /** `undefined` when there was none yet, or its document is closed. */
  get current(): vscode.TextEditor | undefined {
    return this.#editor?.document.isClosed ? undefined : this.#editor;
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #note(editor: vscode.TextEditor | undefined): void {
    // The output panel and the like are text editors too, but in no column.
    if (editor?.viewColumn !== undefined) this.#editor = editor;
  }
}
