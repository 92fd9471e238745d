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
function findNotebook(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  return findCell(document)?.notebook;
}

/** The URI of a document. For a cell, that of its notebook: URIs of cells are valid in this window only. */
export function getDocumentUri(document: vscode.TextDocument): vscode.Uri {
  return findNotebook(document)?.uri ?? document.uri;
}

/** Whether a document, or the notebook that it is a cell of, has never been saved. */
export function isUntitled(document: vscode.TextDocument): boolean {
  return getDocumentUri(document).scheme === 'untitled';
}

/** Where a document or folder is after one that it is or that contains it was moved. */
export function moveUri(uri: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | undefined {
  if (uri.toString() === from.toString()) return to;
  // The path of a cell is that of its notebook.
  const isCell = uri.scheme === 'vscode-notebook-cell' && uri.path === from.path;
  const isInside = uri.scheme === from.scheme && uri.authority === from.authority;
  if (isCell) return uri.with({ path: to.path });
  if (!isInside || !uri.path.startsWith(`${from.path}/`)) return undefined;
  return to.with({ path: to.path + uri.path.slice(from.path.length) });
}

/** The line break of a document. */
export function getEol(document: vscode.TextDocument): '\n' | '\r\n' {
  return document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
}

/** The file that paths in a document are relative to: itself, its notebook, or where it may be saved. */
export function getBaseFile(document: vscode.TextDocument): vscode.Uri | undefined {
  const uri = getDocumentUri(document);
  if (uri.scheme !== 'untitled') return uri;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  // One that was created for a path, such as by `code new.md`, will be saved there.
  if (uri.path.startsWith('/'))
    return uri.with({ scheme: folder?.scheme ?? 'file', authority: folder?.authority ?? '' });
  return folder && vscode.Uri.joinPath(folder, uri.path);
}
