import * as vscode from 'vscode';
import { chooseDestination } from './destination.ts';
import { createFileName, type ImageMimeType } from './fileName.ts';
import { reserveName, releaseName } from './reserveName.ts';
import { formatReference } from './reference.ts';
import { getReferenceKind } from './referenceKind.ts';
import { getRelativePath } from './relativePath.ts';

/** A picture to insert. */
export interface InsertableImage {
  readonly source: vscode.Uri;
  readonly mimeType: ImageMimeType;
  /** Gives the file its name and the reference its alt text. */
  readonly prompt: string;
}

/** How an insertion went. No file is left behind by one that did not succeed. */
export type InsertResult =
  | { readonly kind: 'inserted'; readonly file: vscode.Uri; readonly document: vscode.Uri }
  | InsertBlocked;

interface InsertBlocked {
  readonly kind: 'blocked';
  readonly reason: Obstacle;
}

/** Why a picture cannot be inserted. */
export type Obstacle = 'missing' | 'noEditor' | 'noFolderOpen' | 'untitled' | 'readOnly';

/** Where an insertion stands among those that one undo takes back, each on a line of its own. */
export interface UndoStep {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Names given out and not written yet. Of all folders at once: a number too many does no harm. */
const reservedNames = new Set<string>();

/**
 * Copies a picture beside the editor's document and writes the reference at its cursor: one undo
 * step. The editor gets the focus, so that this undo is one key away.
 * @throws vscode.FileSystemError when the folder cannot be written.
 */
export async function insertImage(
  image: InsertableImage,
  editor: vscode.TextEditor | undefined,
  undoStep: UndoStep = { isFirst: true, isLast: true },
): Promise<InsertResult> {
  if (!editor) return (await checkSource(image)) ?? { kind: 'blocked', reason: 'noEditor' };
  const { document } = editor;
  const copyResult = await copyBesideDocument(image, document);
  if (copyResult.kind === 'blocked') return copyResult;
  const { file, path } = copyResult;
  if (!(await writeAtCursor(editor, path, image.prompt, undoStep))) {
    await vscode.workspace.fs.delete(file);
    return { kind: 'blocked', reason: 'readOnly' };
  }
  return { kind: 'inserted', file, document: document.uri };
}

/**
 * Copies a picture beside a document for it to be dropped there.
 * @returns what is to be written at that place of the document
 * @throws vscode.FileSystemError when the folder cannot be written.
 */
export async function dropImage(
  image: InsertableImage,
  document: vscode.TextDocument,
  position: vscode.Position,
  isFirst: boolean,
): Promise<{ readonly kind: 'dropped'; readonly text: string } | InsertBlocked> {
  const copyResult = await copyBesideDocument(image, document);
  if (copyResult.kind === 'blocked') return copyResult;
  const text = buildInsertText(document, position, copyResult.path, image.prompt, isFirst);
  return { kind: 'dropped', text };
}

async function copyBesideDocument(
  image: InsertableImage,
  document: vscode.TextDocument,
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
  const file = await copyIntoFolder(folder, image);
  const path = getRelativePath(document.uri, file);
  if (path !== undefined) return { kind: 'copied', file, path };
  await vscode.workspace.fs.delete(file);
  return { kind: 'blocked', reason: 'readOnly' };
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
    // Not on any file system: nothing can be put beside it.
    return true;
  }
}

async function copyIntoFolder(folder: vscode.Uri, image: InsertableImage): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  await fs.createDirectory(folder);
  const fileName = createFileName(image.prompt, image.mimeType);
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

/** Whether there is such a file. */
export async function fileExists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** How often an edit is tried that another change has overtaken, such as a second insertion. */
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
    // Behind what is selected, not in its place: the words that were drawn stay.
    const position = document.validatePosition(shownEditor.selection.end);
    const text = buildInsertText(document, position, path, prompt, isFirst);
    const undoStops = { undoStopBefore: isFirst, undoStopAfter: isLast };
    const accepted = await shownEditor.edit((edit) => {
      edit.insert(position, text);
    }, undoStops);
    // VS Code accepts an edit also where the user has made the editor read-only, and does nothing.
    if (document.version === version) return false;
    if (!accepted) continue;
    const end = document.positionAt(document.offsetAt(position) + text.length);
    shownEditor.selection = new vscode.Selection(end, end);
    shownEditor.revealRange(new vscode.Range(position, end));
    return true;
  }
  return false;
}

/** What to write at a place; behind another picture, on a line of its own. */
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

/** What begins another line below one, and what stands before the cursor there. */
function startNewLine(line: string, eol: vscode.EndOfLine): [start: string, before: string] {
  const indentation = /^\s*/.exec(line)?.[0] ?? '';
  const lineBreak = eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  return [lineBreak + indentation, indentation];
}
