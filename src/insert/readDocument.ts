import * as vscode from 'vscode';
import { maxVerifiedDocumentBytes } from '../untrusted/limits.ts';
import { listTabs, listUris } from './editor/documents.ts';

/**
 * The text of a document, whether it is open or not. Undefined if it cannot be read. A document of the workspace that
 * does not exist has no text.
 */
export async function readDocument(uri: vscode.Uri): Promise<string | undefined> {
  const openText = findOpenDocument(uri)?.getText() ?? readNotebook(uri);
  if (openText !== undefined) return openText;
  // VS Code has not loaded it yet, and may have changes of it that are not saved.
  if (listTabs().some(({ input }) => listUris(input).includes(uri.toString()))) return undefined;
  if (uri.scheme === 'untitled') return '';
  const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  // The record may come from another machine. Other schemes could connect to hosts.
  if (!isInWorkspace && (uri.scheme !== 'file' || uri.authority !== '')) return undefined;
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > maxVerifiedDocumentBytes || (type & vscode.FileType.File) === 0) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    return isMissing && isInWorkspace ? '' : undefined;
  }
}

/** The document, if it is open. */
export function findOpenDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
}

function readNotebook(uri: vscode.Uri): string | undefined {
  return vscode.workspace.notebookDocuments
    .find((each) => each.uri.toString() === uri.toString())
    ?.getCells()
    .map(({ document }) => document.getText())
    .join('\n');
}
