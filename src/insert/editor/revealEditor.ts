import * as vscode from 'vscode';
import { findNotebook, listTabs, listUris } from './documents.ts';

/** A document and the cursors in it. */
export interface EditorTarget {
  readonly document: vscode.TextDocument;
  /** At least one. They may be of an earlier version of the document. */
  readonly selections: readonly vscode.Selection[];
  /** Absent for the cell of a notebook that is not being edited. */
  readonly editor?: vscode.TextEditor;
}

/**
 * Shows a document in the editor that it was last in. If it is visible, writing to it focuses it.
 * @returns undefined if no text editor shows it, as for a cell of a notebook that is not being edited
 */
export async function revealEditor(target: EditorTarget): Promise<vscode.TextEditor | undefined> {
  const { document, editor } = target;
  const visibleEditor =
    editor && vscode.window.visibleTextEditors.includes(editor) ? editor : undefined;
  if (visibleEditor) return visibleEditor;
  const notebook = findNotebook(document);
  const uri = (notebook?.uri ?? document.uri).toString();
  const tabs = listTabs().filter((tab) => listUris(tab.input).includes(uri));
  const tab = tabs.find(({ group }) => group.viewColumn === editor?.viewColumn) ?? tabs[0];
  if (!tab) return undefined;
  const { input, label, group } = tab;
  const { viewColumn } = group;
  if (notebook) {
    await vscode.window.showNotebookDocument(notebook, { viewColumn });
    return vscode.window.visibleTextEditors.find((each) => each.document === document);
  }
  if (input instanceof vscode.TabInputTextDiff) {
    // VS Code shows the comparison that is open already.
    const { original, modified } = input;
    await vscode.commands.executeCommand('vscode.diff', original, modified, label, { viewColumn });
    return vscode.window.visibleTextEditors.find((each) => each.document === document);
  }
  return vscode.window.showTextDocument(document, { viewColumn });
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
