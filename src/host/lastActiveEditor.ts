import * as vscode from 'vscode';

/** The document that the user was last in, and its cursors. */
export interface LastActive {
  readonly document: vscode.TextDocument;
  readonly selections: readonly vscode.Selection[];
  /** Absent for the cell of a notebook that is selected and not being edited. */
  readonly editor?: vscode.TextEditor;
}

/**
 * Tracks the text editor that was last active, also a side of a comparison, a peek, or a cell of a notebook. When
 * the user inserts an image, the gallery has the focus.
 */
export class LastActiveEditor implements vscode.Disposable {
  #editor: vscode.TextEditor | undefined;
  /** The notebook, if the user was last in one. */
  #notebookEditor: vscode.NotebookEditor | undefined;
  readonly #subscription: vscode.Disposable;

  constructor() {
    this.#setEditor(vscode.window.activeTextEditor);
    this.#setNotebookEditor(vscode.window.activeNotebookEditor);
    this.#subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#setEditor(editor);
      }),
      vscode.window.onDidChangeActiveNotebookEditor((editor) => {
        this.#setNotebookEditor(editor);
      }),
    );
  }

  /** After a reload, the gallery may have had the focus from the start. Then it is the first visible editor. */
  get current(): LastActive | undefined {
    if (this.#notebookEditor && isOpen(this.#notebookEditor.notebook.uri))
      return this.#findCell(this.#notebookEditor);
    const last = this.#editor;
    const editor =
      last && !last.document.isClosed && (isVisible(last) || isOpen(last.document.uri))
        ? last
        : vscode.window.visibleTextEditors.find(isOfDocument);
    return editor && toLastActive(editor);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #setEditor(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isOfDocument(editor)) return;
    this.#editor = editor;
    const isCell = editor.document.uri.scheme === cellScheme;
    this.#notebookEditor = isCell ? vscode.window.activeNotebookEditor : undefined;
  }

  #setNotebookEditor(editor: vscode.NotebookEditor | undefined): void {
    if (editor) this.#notebookEditor = editor;
  }

  /** The selected cell. If it has not been edited, the end of its text counts. */
  #findCell({ notebook, selection }: vscode.NotebookEditor): LastActive | undefined {
    if (notebook.cellCount === 0) return undefined;
    const { document } = notebook.cellAt(selection.start);
    if (this.#editor?.document === document) return toLastActive(this.#editor);
    const end = document.positionAt(document.getText().length);
    const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
    return { document, selections: [new vscode.Selection(end, end)], ...(editor && { editor }) };
  }
}

const cellScheme = 'vscode-notebook-cell';

function toLastActive(editor: vscode.TextEditor): LastActive {
  return { document: editor.document, selections: editor.selections, editor };
}

/**
 * Output channels, comments, the debug console, and the inputs of source control and chat are text editors as well.
 * They have no column, but neither has an editor of a comparison, a peek, or a cell.
 */
function isOfDocument({ document, viewColumn }: vscode.TextEditor): boolean {
  const { scheme } = document.uri;
  // An output channel is in the panel, unless it was opened in an editor.
  if (scheme === 'output') return viewColumn !== undefined;
  if (viewColumn !== undefined || document.isUntitled || scheme === cellScheme) return true;
  return vscode.workspace.fs.isWritableFileSystem(scheme) !== undefined || isOpen(document.uri);
}

function isVisible(editor: vscode.TextEditor): boolean {
  return vscode.window.visibleTextEditors.includes(editor);
}

/** Whether a tab shows a document. */
function isOpen(uri: vscode.Uri): boolean {
  const isSame = (other: vscode.Uri) => other.toString() === uri.toString();
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => {
      if (input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff)
        return isSame(input.original) || isSame(input.modified);
      const hasUri =
        input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook;
      return hasUri && isSame(input.uri);
    });
}
