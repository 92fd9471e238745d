import * as vscode from 'vscode';

/** All tabs of the window. */
export function listTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
}

/** The documents that a tab shows. */
export function listUris(input: unknown): string[] {
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook)
    return [input.uri.toString()];
  if (input instanceof vscode.TabInputTextDiff)
    return [input.modified.toString(), input.original.toString()];
  return [];
}

/** The cell of a notebook whose document this is. */
export function findCell(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find((cell) => cell.document === document);
}

/** The notebook of a document that is one of its cells. */
export function findNotebook(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  return findCell(document)?.notebook;
}

/** The line break of a document. */
export function getEol(document: vscode.TextDocument): '\n' | '\r\n' {
  return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}

/** The file that paths in a document are relative to: itself, its notebook, or where it may be saved. */
export function getBaseFile(document: vscode.TextDocument): vscode.Uri | undefined {
  if (!document.isUntitled) return findNotebook(document)?.uri ?? document.uri;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  // One that was created for a path, such as by `code new.md`, will be saved there.
  if (document.uri.path.startsWith('/'))
    return document.uri.with({
      scheme: folder?.scheme ?? 'file',
      authority: folder?.authority ?? '',
    });
  return folder && vscode.Uri.joinPath(folder, document.uri.path);
}
