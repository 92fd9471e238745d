import { eventually } from '../../support/eventually.ts';
import { listFiles } from '../../support/listFiles.ts';
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as vscode from 'vscode';

let playground = newPlaygroundName();

/** The absolute path of something in the workspace folder. */
export function workspacePath(path: string): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return join(folder.uri.fsPath, path);
}

/**
 * The absolute path of something in the playground, the folder of the workspace that a test writes
 * to. Each test has its own, because VS Code remembers documents by path, including whether they
 * are read-only.
 */
export function playgroundPath(path = ''): string {
  return workspacePath(join(playground, path));
}

export async function writeInPlayground(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(playgroundPath(path)), { recursive: true });
  await writeFile(playgroundPath(path), content);
}

/** All files in the playground, relative and with forward slashes, sorted. */
export async function filesInPlayground(): Promise<string[]> {
  await mkdir(playgroundPath(), { recursive: true });
  return listFiles(playgroundPath())
    .map((file) => relative(playgroundPath(), file))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** Closes all editors without saving, deletes the playground, and starts a new one. */
export async function clearPlayground(): Promise<void> {
  for (const { document, viewColumn } of vscode.window.visibleTextEditors) {
    if (!document.isDirty || viewColumn === undefined) continue;
    await vscode.window.showTextDocument(document, viewColumn);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await rm(playgroundPath(), { recursive: true, force: true });
  playground = newPlaygroundName();
}

/**
 * Opens a file of the playground with this text. `|` marks the cursor, or `«` and `»` the
 * selections. VS Code detects the language from the file name.
 */
export async function openInEditor(path: string, markedText: string): Promise<vscode.TextEditor> {
  await writeInPlayground(path, stripMarkers(markedText));
  return showDocument(vscode.Uri.file(playgroundPath(path)), markedText);
}

/** Shows a document, with the cursor or selections at the markers of `markedText`. */
export async function showDocument(
  uri: vscode.Uri,
  markedText: string,
): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
  const offsets = [...markedText.matchAll(/[|«»]/g)].flatMap(({ 0: marker, index }) => {
    const offset = stripMarkers(markedText.slice(0, index)).length;
    return marker === '|' ? [offset, offset] : [offset];
  });
  const positions = offsets.map((offset) => editor.document.positionAt(offset));
  editor.selections = positions.flatMap((start, index) => {
    const end = positions[index + 1];
    return index % 2 === 0 && end ? [new vscode.Selection(start, end)] : [];
  });
  return editor;
}

/** The text of the document with `|` at the cursor. */
export function textWithCursor({ document, selection }: vscode.TextEditor): string {
  const text = document.getText();
  const offset = document.offsetAt(selection.active);
  return `${text.slice(0, offset)}|${text.slice(offset)}`;
}

function stripMarkers(markedText: string): string {
  return markedText.replaceAll(/[|«»]/g, '');
}

function newPlaygroundName(): string {
  return `playground-${randomUUID()}`;
}

/** Waits until the playground contains these files and no others. */
export async function waitForFiles(...files: readonly string[]): Promise<void> {
  const expected = [...files].sort().join();
  await eventually(
    `the files ${expected}`,
    async () => (await filesInPlayground()).join() === expected,
  );
}
