import * as vscode from 'vscode';

/** Remembers the text editor that was last active, as the gallery has the focus when Insert is pressed. */
export class LastActiveEditor implements vscode.Disposable {
  #editor: vscode.TextEditor | undefined;
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#update(vscode.window.activeTextEditor);
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#update(editor);
    });
  }

  /** After a reload the gallery may have the focus from the start; then it is the editor one sees. */
  get current(): vscode.TextEditor | undefined {
    if (this.#editor && !this.#editor.document.isClosed) return this.#editor;
    return vscode.window.visibleTextEditors.find(isInEditorGroup);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #update(editor: vscode.TextEditor | undefined): void {
    if (editor && isInEditorGroup(editor)) this.#editor = editor;
  }
}

/** The output panel and the like are text editors too, but in no column. */
function isInEditorGroup({ viewColumn }: vscode.TextEditor): boolean {
  return viewColumn !== undefined;
}
