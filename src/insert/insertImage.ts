import * as vscode from 'vscode';
import { destinationFor } from './destination.ts';
import { fileNameFor, type PictureMimeType } from './fileName.ts';
import { freeName, releaseName } from './freeName.ts';
import { writeReference } from './reference.ts';
import { referenceKindOf } from './referenceKind.ts';
import { relativePath } from './relativePath.ts';

/** A picture to insert. */
export interface InsertablePicture {
  readonly source: vscode.Uri;
  readonly mimeType: PictureMimeType;
  /** Gives the file its name and the reference its alt text. */
  readonly prompt: string;
}

/** How an insertion went. No file is left behind by one that did not succeed. */
export type Insertion =
  | { readonly kind: 'inserted'; readonly file: vscode.Uri; readonly document: vscode.Uri }
  | Impossible;

interface Impossible {
  readonly kind: 'impossible';
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
const promised = new Set<string>();

/**
 * Copies a picture beside the editor's document and writes the reference at its cursor: one undo
 * step. The editor gets the focus, so that this undo is one key away.
 * @throws vscode.FileSystemError when the folder cannot be written.
 */
export async function insertImage(
  picture: InsertablePicture,
  editor: vscode.TextEditor | undefined,
  step: UndoStep = { isFirst: true, isLast: true },
): Promise<Insertion> {
  if (!editor) return (await missing(picture)) ?? { kind: 'impossible', reason: 'noEditor' };
  const { document } = editor;
  const copied = await copyBeside(picture, document);
  if (copied.kind === 'impossible') return copied;
  const { file, path } = copied;
  if (!(await writeAtCursor(editor, path, picture.prompt, step))) {
    await vscode.workspace.fs.delete(file);
    return { kind: 'impossible', reason: 'readOnly' };
  }
  return { kind: 'inserted', file, document: document.uri };
}

/**
 * Copies a picture beside a document for it to be dropped there.
 * @returns what is to be written at that place of the document
 * @throws vscode.FileSystemError when the folder cannot be written.
 */
export async function dropImage(
  picture: InsertablePicture,
  document: vscode.TextDocument,
  position: vscode.Position,
  isFirst: boolean,
): Promise<{ readonly kind: 'dropped'; readonly text: string } | Impossible> {
  const copied = await copyBeside(picture, document);
  if (copied.kind === 'impossible') return copied;
  const text = textFor(document, position, copied.path, picture.prompt, isFirst);
  return { kind: 'dropped', text };
}

async function copyBeside(
  picture: InsertablePicture,
  document: vscode.TextDocument,
): Promise<{ kind: 'copied'; file: vscode.Uri; path: string } | Impossible> {
  const lost = await missing(picture);
  if (lost) return lost;
  const destination = destinationFor({
    document: {
      place: document.uri,
      isUntitled: document.isUntitled,
      isReadOnly: await isReadOnly(document),
    },
    workspaceFolders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri),
  });
  if (destination.kind === 'none') return { kind: 'impossible', reason: destination.reason };
  const folder = document.uri.with({ path: destination.folder.path });
  const file = await copyInto(folder, picture);
  const path = relativePath(document.uri, file);
  if (path !== undefined) return { kind: 'copied', file, path };
  await vscode.workspace.fs.delete(file);
  return { kind: 'impossible', reason: 'readOnly' };
}

async function missing({ source }: InsertablePicture): Promise<Impossible | undefined> {
  return (await exists(source)) ? undefined : { kind: 'impossible', reason: 'missing' };
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

async function copyInto(folder: vscode.Uri, picture: InsertablePicture): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  await fs.createDirectory(folder);
  const wanted = fileNameFor(picture.prompt, picture.mimeType);
  const isTaken = (name: string) => exists(vscode.Uri.joinPath(folder, name));
  const name = await freeName(wanted, isTaken, promised);
  try {
    const file = vscode.Uri.joinPath(folder, name);
    await fs.copy(picture.source, file, { overwrite: false });
    return file;
  } finally {
    releaseName(name, promised);
  }
}

/** Whether there is such a file. */
export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** How often an edit is tried that another change has overtaken, such as a second insertion. */
const attempts = 10;

async function writeAtCursor(
  editor: vscode.TextEditor,
  path: string,
  prompt: string,
  { isFirst, isLast }: UndoStep,
): Promise<boolean> {
  const { document } = editor;
  const shown = await vscode.window.showTextDocument(document, {
    ...(editor.viewColumn !== undefined && { viewColumn: editor.viewColumn }),
    selection: editor.selection,
  });
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { version } = document;
    // Behind what is selected, not in its place: the words that were drawn stay.
    const position = document.validatePosition(shown.selection.end);
    const text = textFor(document, position, path, prompt, isFirst);
    const stops = { undoStopBefore: isFirst, undoStopAfter: isLast };
    const accepted = await shown.edit((edit) => {
      edit.insert(position, text);
    }, stops);
    // VS Code accepts an edit also where the user has made the editor read-only, and does nothing.
    if (document.version === version) return false;
    if (!accepted) continue;
    const end = document.positionAt(document.offsetAt(position) + text.length);
    shown.selection = new vscode.Selection(end, end);
    shown.revealRange(new vscode.Range(position, end));
    return true;
  }
  return false;
}

/** What to write at a place; behind another picture, on a line of its own. */
function textFor(
  document: vscode.TextDocument,
  position: vscode.Position,
  path: string,
  prompt: string,
  isFirst: boolean,
): string {
  const kind = referenceKindOf(document.languageId, document.fileName);
  const line = document.lineAt(position).text.slice(0, position.character);
  const [start, before] = isFirst ? ['', line] : newLineAfter(line, document.eol);
  return start + writeReference(kind, { path, alt: prompt }, before).text;
}

/** What begins another line below one, and what stands before the cursor there. */
function newLineAfter(line: string, eol: vscode.EndOfLine): [start: string, before: string] {
  const indentation = /^\s*/.exec(line)?.[0] ?? '';
  const end = eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  return [end + indentation, indentation];
}
