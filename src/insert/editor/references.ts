import * as vscode from 'vscode';
import { readDocument } from '../readDocument.ts';
import { getRelativePath } from '../relativePath.ts';
import { getBaseFile, isUntitled } from './documents.ts';

/** Whether a text mentions a file with this name or path. */
type Mentions = (text: string, name: string) => boolean;

/**
 * Whether the user refers to a file by other means than the insertion that created it, such as by copying the reference.
 * @param closed documents that count besides the open ones
 */
export async function isReferredTo(
  file: vscode.Uri,
  mentions: Mentions,
  closed: readonly vscode.Uri[],
): Promise<boolean> {
  const refersTo = (text: string, base: vscode.Uri | undefined) =>
    listPaths(file, base).some((path) => mentions(text, path));
  const isOpenReference = vscode.workspace.textDocuments
    .filter(isDocument)
    // Where an untitled document will be saved is unknown.
    .some((each) => refersTo(each.getText(), isUntitled(each) ? undefined : getBaseFile(each)));
  if (isOpenReference) return true;
  for (const uri of closed) {
    const text = await readDocument(uri);
    if (text !== undefined && refersTo(text, uri)) return true;
  }
  return false;
}

/** How a document may refer to a file. Without a base, the name counts in any folder. */
function listPaths(file: vscode.Uri, base: vscode.Uri | undefined): string[] {
  const names = file.path.split('/');
  if (!base) return names.slice(-1);
  const path = getRelativePath(base, file);
  return [`/${names.slice(-2).join('/')}`, ...(path === undefined ? [] : [path])];
}

/** Output channels mention files as well. */
function isDocument({ uri }: vscode.TextDocument): boolean {
  return (
    ['untitled', 'vscode-notebook-cell'].includes(uri.scheme) ||
    vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true
  );
}
