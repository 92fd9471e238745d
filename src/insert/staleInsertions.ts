import * as vscode from 'vscode';
import { maxVerifiedDocumentBytes } from '../untrusted/limits.ts';
import { listTabs, listUris } from './editor/documents.ts';

/** An insertion in a record. */
export interface RecordedInsertion {
  readonly uri: string;
  readonly file?: string;
}

/** Returns the insertions whose documents no longer refer to their files. Insertions that cannot be checked are not included. */
export async function findStaleInsertions<T extends RecordedInsertion>(
  insertions: readonly T[],
): Promise<T[]> {
  const stale: T[] = [];
  for (const insertion of insertions) if (await isStale(insertion)) stale.push(insertion);
  return stale;
}

async function isStale({ uri, file }: RecordedInsertion): Promise<boolean> {
  if (file === undefined) return false;
  try {
    const document = vscode.Uri.parse(uri, true);
    const text = await readDocument(document);
    if (text === undefined) return false;
    const { findLanguage, mentionsFile } = await import('../languages/index.ts');
    const open = findOpenDocument(document);
    const language = findLanguage(open?.languageId ?? 'plaintext', document.path);
    const name = vscode.Uri.parse(file, true).path.split('/').at(-1) ?? '';
    return !mentionsFile(text, name, language);
  } catch {
    // The record may come from another program.
    return false;
  }
}

/** Undefined if it cannot be read. A document of the workspace that does not exist has no text. */
async function readDocument(uri: vscode.Uri): Promise<string | undefined> {
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

function findOpenDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
}

function readNotebook(uri: vscode.Uri): string | undefined {
  return vscode.workspace.notebookDocuments
    .find((each) => each.uri.toString() === uri.toString())
    ?.getCells()
    .map(({ document }) => document.getText())
    .join('\n');
}
