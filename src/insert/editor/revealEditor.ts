import * as vscode from 'vscode';
import { findCell, listTabs, listUris } from './documents.ts';

/** A document and the cursors in it. */
export interface EditorTarget {
  readonly document: vscode.TextDocument;
  /** At least one. They may be of an earlier version of the document. */
  readonly selections: readonly vscode.Selection[];
  /** Absent for the cell of a notebook that is not being edited. */
  readonly editor?: vscode.TextEditor;
}

/** How long VS Code may take to show the editor of a cell. */
const cellEditorTimeoutMs = 2_000;

/**
 * Shows a document in the editor that it was last in. If it is visible, writing to it focuses it.
 * @returns undefined if no text editor shows it
 */
export async function revealEditor(target: EditorTarget): Promise<vscode.TextEditor | undefined> {
  const { document, editor } = target;
  const visibleEditor =
    editor && vscode.window.visibleTextEditors.includes(editor) ? editor : undefined;
  if (visibleEditor) return visibleEditor;
  const cell = findCell(document);
  const uri = (cell?.notebook.uri ?? document.uri).toString();
  const tabs = listTabs().filter((tab) => listUris(tab.input).includes(uri));
  const tab = tabs.find(({ group }) => group.viewColumn === editor?.viewColumn) ?? tabs[0];
  if (!tab) return undefined;
  const { input, label, group } = tab;
  const { viewColumn } = group;
  if (cell) return editCell(cell, viewColumn);
  if (input instanceof vscode.TabInputTextDiff) {
    // VS Code shows the comparison that is open already.
    const { original, modified } = input;
    await vscode.commands.executeCommand('vscode.diff', original, modified, label, { viewColumn });
    return findVisibleEditor(document);
  }
  return vscode.window.showTextDocument(document, { viewColumn });
}

/** Edits a cell of a notebook. A Markdown cell that is only rendered does not show what is written into it. */
async function editCell(
  { document, index, notebook }: vscode.NotebookCell,
  viewColumn: vscode.ViewColumn,
): Promise<vscode.TextEditor | undefined> {
  const notebookEditor = await vscode.window.showNotebookDocument(notebook, { viewColumn });
  const visibleEditor = findVisibleEditor(document);
  if (visibleEditor) return visibleEditor;
  notebookEditor.selections = [new vscode.NotebookRange(index, index + 1)];
  await vscode.commands.executeCommand('notebook.cell.edit');
  return waitForEditor(document);
}

function waitForEditor(document: vscode.TextDocument): Promise<vscode.TextEditor | undefined> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(findVisibleEditor(document));
    };
    const timer = setTimeout(finish, cellEditorTimeoutMs);
    const subscription = vscode.window.onDidChangeVisibleTextEditors(() => {
      if (findVisibleEditor(document)) finish();
    });
    if (findVisibleEditor(document)) finish();
  });
}

function findVisibleEditor(document: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((each) => each.document === document);
}

/**
 * Focuses an editor, so that Undo applies to it. `showTextDocument` cannot focus a side of a comparison, a peek, or a
 * cell: it opens another editor. Inserting nothing focuses any editor and changes nothing but its selections. It is a
 * part of the last undo step.
 */
export async function focusEditor(editor: vscode.TextEditor): Promise<void> {
  const { selections } = editor;
  const nothing = new vscode.SnippetString('');
  const cursors = selections.map(({ active }) => active);
  const options = { undoStopBefore: false, undoStopAfter: true };
  if (await editor.insertSnippet(nothing, cursors, options)) editor.selections = selections;
}
