import { access, constants, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { getDocumentUri, isUntitled, listTabs } from './documents.ts';

/**
 * Whether VS Code or the file system keeps a document from being changed and saved, as far as it can be known
 * before it is tried. An editor that the user made read-only for this session only shows when it is edited.
 */
export async function isReadOnly(document: vscode.TextDocument): Promise<boolean> {
  if (isUntitled(document)) return false;
  if (isOriginalOfDiff(document.uri)) return true;
  const uri = getDocumentUri(document);
  const { fs } = vscode.workspace;
  if (fs.isWritableFileSystem(uri.scheme) === false || isReadOnlyBySetting(uri)) return true;
  try {
    const { permissions = 0 } = await fs.stat(uri);
    if ((permissions & vscode.FilePermission.Readonly) !== 0) return true;
  } catch {
    // The document is not in a file system.
    return true;
  }
  return uri.scheme === 'file' && isLocked(uri.fsPath);
}

/** Whether saving would fail or ask. VS Code asks before it writes a file whose owner may not write it. */
async function isLocked(path: string): Promise<boolean> {
  try {
    const { mode } = await stat(path);
    if ((mode & constants.S_IWUSR) === 0) return true;
    await access(path, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** The left side of a comparison cannot be edited, even if it is a file. */
function isOriginalOfDiff(uri: vscode.Uri): boolean {
  let isOriginal = false;
  for (const { input } of listTabs()) {
    if (input instanceof vscode.TabInputText && isSame(input.uri, uri)) return false;
    if (!(input instanceof vscode.TabInputTextDiff)) continue;
    if (isSame(input.modified, uri)) return false;
    if (isSame(input.original, uri)) isOriginal = true;
  }
  return isOriginal;
}

function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}

/** `files.readonlyInclude`, unless `files.readonlyExclude` excludes it again. */
function isReadOnlyBySetting(uri: vscode.Uri): boolean {
  const configuration = vscode.workspace.getConfiguration('files', uri);
  const matches = (name: string) => {
    const globs = configuration.get<Readonly<Record<string, unknown>>>(name) ?? {};
    return Object.entries(globs).some(([glob, isOn]) => isOn === true && matchesGlob(uri, glob));
  };
  return matches('readonlyInclude') && !matches('readonlyExclude');
}

/** A pattern counts from the folder of the workspace, unless it is absolute. */
function matchesGlob(uri: vscode.Uri, glob: string): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const patterns = [glob, ...(folder ? [new vscode.RelativePattern(folder, glob)] : [])];
  const document = vscode.workspace.textDocuments.find((each) => isSame(each.uri, uri));
  if (!document) return false;
  return patterns.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
}
