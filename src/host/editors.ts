import * as vscode from 'vscode';

/** Remembers the text editor that was last active, as the gallery has the focus when Insert is pressed. */
export class LastEditor implements vscode.Disposable {
  #editor: vscode.TextEditor | undefined;
  readonly #watch: vscode.Disposable;

  constructor() {
    this.#note(vscode.window.activeTextEditor);
    this.#watch = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#note(editor);
    });
  }

  /** After a reload the gallery may have the focus from the start; then it is the editor one sees. */
  get current(): vscode.TextEditor | undefined {
    if (this.#editor && !this.#editor.document.isClosed) return this.#editor;
    return vscode.window.visibleTextEditors.find(isInColumn);
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #note(editor: vscode.TextEditor | undefined): void {
    if (editor && isInColumn(editor)) this.#editor = editor;
  }
}

/** The output panel and the like are text editors too, but in no column. */
function isInColumn({ viewColumn }: vscode.TextEditor): boolean {
  return viewColumn !== undefined;
}
