import * as vscode from 'vscode';

/** Tracks the last active text editor. When the user inserts an image, the gallery has the focus. */
export class LastActiveEditor implements vscode.Disposable {
  #editor: vscode.TextEditor | undefined;
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#update(vscode.window.activeTextEditor);
    this.#subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
      this.#update(editor);
    });
  }

  /** After a reload, the gallery may have had the focus from the start. Then it is the first visible editor. */
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

/** Output channels and the like are text editors as well, but have no column. */
function isInEditorGroup({ viewColumn }: vscode.TextEditor): boolean {
  return viewColumn !== undefined;
}
