import { dirname, posix } from 'node:path';
import * as vscode from 'vscode';
import { chooseDestination } from './destination.ts';
import { createFileName } from './fileName.ts';
import { reserveName, releaseName } from './reserveName.ts';
import { formatReference } from './reference.ts';
import { getReferenceKind } from './referenceKind.ts';
import { findFolderOutside } from './realFolder.ts';
import { getRelativePath } from './relativePath.ts';

/** An image to insert. */
export interface InsertableImage {
  /** The file to copy. Its extension says what type of image it is. */
  readonly source: vscode.Uri;
  /** The copy is named after it, and it is the alt text of the reference. */
  readonly prompt: string;
}

/** The result of an insertion. If it failed, no copy of the image is left behind. */
export type InsertResult =
  | { readonly kind: 'inserted'; readonly file: vscode.Uri; readonly document: vscode.Uri }
  | InsertBlocked;

/** Why nothing was inserted, or `canceled` if the user did not want it. */
type InsertBlocked =
  { readonly kind: 'blocked'; readonly reason: Obstacle } | { readonly kind: 'canceled' };

/** Asks whether to save outside of the workspace, in the folder with this real path. */
export type ConfirmFolder = (realFolder: string) => Promise<boolean>;

/** Why an image cannot be inserted. */
export type Obstacle = 'missing' | 'noEditor' | 'noFolderOpen' | 'untitled' | 'readOnly';

/** The position of an insertion among those that are undone together. Each is on a line of its own. */
export interface UndoStep {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Names of files that are being written. One set for all folders: at worst, a name gets a number that it does not need. */
const reservedNames = new Set<string>();

/**
 * Copies an image to a folder next to the document and writes a reference to it at the cursor, as one undo step.
 * Focuses the editor, so that Undo applies to it.
 * @param editor the editor to insert into, if there is one
 * @throws vscode.FileSystemError if the folder cannot be written
 */
export async function insertImage(
  image: InsertableImage,
  editor: vscode.TextEditor | undefined,
  undoStep: UndoStep,
  confirmFolder: ConfirmFolder,
): Promise<InsertResult> {
  if (!editor) return (await checkSource(image)) ?? { kind: 'blocked', reason: 'noEditor' };
  const { document } = editor;
  const copyResult = await copyBesideDocument(image, document, confirmFolder);
  if (copyResult.kind !== 'copied') return copyResult;
  const { file, path } = copyResult;
  if (!(await writeAtCursor(editor, path, image.prompt, undoStep))) {
    await vscode.workspace.fs.delete(file);
    return { kind: 'blocked', reason: 'readOnly' };
  }
  return { kind: 'inserted', file, document: document.uri };
}

/**
 * Copies an image to a folder next to a document that it is dropped into.
 * @param isFirst whether it is the first of the dropped images; each of the others gets a line of its own
 * @returns the text to insert at `position`
 * @throws vscode.FileSystemError if the folder cannot be written
 */
export async function dropImage(
  image: InsertableImage,
  document: vscode.TextDocument,
  position: vscode.Position,
  isFirst: boolean,
  confirmFolder: ConfirmFolder,
): Promise<{ readonly kind: 'dropped'; readonly text: string } | InsertBlocked> {
  const copyResult = await copyBesideDocument(image, document, confirmFolder);
  if (copyResult.kind !== 'copied') return copyResult;
  const text = buildInsertText(document, position, copyResult.path, image.prompt, isFirst);
  return { kind: 'dropped', text };
}

async function copyBesideDocument(
  image: InsertableImage,
  document: vscode.TextDocument,
  confirmFolder: ConfirmFolder,
): Promise<{ kind: 'copied'; file: vscode.Uri; path: string } | InsertBlocked> {
  const missingSource = await checkSource(image);
  if (missingSource) return missingSource;
  const destination = chooseDestination({
    document: {
      uri: document.uri,
      isUntitled: document.isUntitled,
      isReadOnly: await isReadOnly(document),
    },
    workspaceFolders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
  });
  if (destination.kind === 'none') return { kind: 'blocked', reason: destination.reason };
  const folder = document.uri.with({ path: destination.folder.path });
  const folderOutside = await findRealFolderOutside(folder, document.uri);
  if (folderOutside !== undefined && !(await confirmFolder(folderOutside)))
    return { kind: 'canceled' };
  const file = await copyIntoFolder(folder, image);
  const path = getRelativePath(document.uri, file);
  if (path !== undefined) return { kind: 'copied', file, path };
  await vscode.workspace.fs.delete(file);
  return { kind: 'blocked', reason: 'readOnly' };
}

/** Only the paths of this file system can be followed. */
async function findRealFolderOutside(
  folder: vscode.Uri,
  document: vscode.Uri,
): Promise<string | undefined> {
  if (folder.scheme !== 'file') return undefined;
  const workspaceFolders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  return findFolderOutside(folder.fsPath, dirname(document.fsPath), workspaceFolders);
}

async function checkSource({ source }: InsertableImage): Promise<InsertBlocked | undefined> {
  return (await fileExists(source)) ? undefined : { kind: 'blocked', reason: 'missing' };
}

async function isReadOnly({ uri }: vscode.TextDocument): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // Not in a file system, so no file can be saved next to it.
    return true;
  }
}

async function copyIntoFolder(folder: vscode.Uri, image: InsertableImage): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  await fs.createDirectory(folder);
  const fileName = createFileName(image.prompt, posix.extname(image.source.path));
  const isTaken = (name: string) => fileExists(vscode.Uri.joinPath(folder, name));
  const name = await reserveName(fileName, isTaken, reservedNames);
  try {
    const file = vscode.Uri.joinPath(folder, name);
    await fs.copy(image.source, file, { overwrite: false });
    return file;
  } finally {
    releaseName(name, reservedNames);
  }
}

/**
 * Whether a file or folder exists.
 * @throws vscode.FileSystemError if that cannot be found out
 */
export async function fileExists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** VS Code rejects an edit if the document has changed in the meantime, such as by another insertion. */
const maxEditAttempts = 10;

async function writeAtCursor(
  editor: vscode.TextEditor,
  path: string,
  prompt: string,
  { isFirst, isLast }: UndoStep,
): Promise<boolean> {
  const { document } = editor;
  const shownEditor = await vscode.window.showTextDocument(document, {
    ...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
    selection: editor.selection,
  });
  for (let attempt = 0; attempt < maxEditAttempts; attempt++) {
    const { version } = document;
    // Insert after the selection: the prompt text is kept.
    const position = document.validatePosition(shownEditor.selection.end);
    const text = buildInsertText(document, position, path, prompt, isFirst);
    const undoStops = { undoStopBefore: isFirst, undoStopAfter: isLast };
    const accepted = await shownEditor.edit((edit) => {
      edit.insert(position, text);
    }, undoStops);
    // In an editor that the user has made read-only, VS Code accepts the edit and does nothing.
    if (document.version === version) return false;
    if (!accepted) continue;
    const end = document.positionAt(document.offsetAt(position) + text.length);
    shownEditor.selection = new vscode.Selection(end, end);
    shownEditor.revealRange(new vscode.Range(position, end));
    return true;
  }
  return false;
}

/** The text to insert at a position. An image after the first goes on a line of its own. */
function buildInsertText(
  document: vscode.TextDocument,
  position: vscode.Position,
  path: string,
  prompt: string,
  isFirst: boolean,
): string {
  const kind = getReferenceKind(document.languageId, document.fileName);
  const line = document.lineAt(position).text.slice(0, position.character);
  const [start, before] = isFirst ? ['', line] : startNewLine(line, document.eol);
  return start + formatReference(kind, { path, alt: prompt }, before).text;
}

/** Line break and indentation for a new line, and the text before the cursor on it. */
function startNewLine(line: string, eol: vscode.EndOfLine): [start: string, before: string] {
  const indentation = /^\s*/.exec(line)?.[0] ?? '';
  const lineBreak = eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  return [lineBreak + indentation, indentation];
}
