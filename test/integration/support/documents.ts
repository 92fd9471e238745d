import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import * as vscode from 'vscode';
import { inWorkspace } from './workspace.ts';

let playground = newPlayground();

/**
 * The absolute path of something in the folder of the workspace that a test writes into. Each test has
 * one of its own, as VS Code remembers documents, and whether they are read-only, by their path.
 */
export function inPlayground(path = ''): string {
  return inWorkspace(join(playground, path));
}

export async function writeInPlayground(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(inPlayground(path)), { recursive: true });
  await writeFile(inPlayground(path), content);
}

/** Every file in the playground, relative and with forward slashes, sorted. */
export async function filesInPlayground(): Promise<string[]> {
  await mkdir(inPlayground(), { recursive: true });
  const entries = await readdir(inPlayground(), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(inPlayground(), join(entry.parentPath, entry.name)))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** Closes every editor without saving, removes the playground and begins another. */
export async function clearPlayground(): Promise<void> {
  for (const { document, viewColumn } of vscode.window.visibleTextEditors) {
    if (!document.isDirty || viewColumn === undefined) continue;
    await vscode.window.showTextDocument(document, viewColumn);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await rm(inPlayground(), { recursive: true, force: true });
  playground = newPlayground();
}

/**
 * Opens a file of the playground with `marked` as its text: `|` stands where the cursor is, or `«` and
 * `»` around each selection. VS Code chooses the language by the file's name.
 */
export async function inEditor(path: string, marked: string): Promise<vscode.TextEditor> {
  await writeInPlayground(path, withoutMarks(marked));
  return show(vscode.Uri.file(inPlayground(path)), marked);
}

/** Shows a document, with cursor or selections where the marks of `marked` are. */
export async function show(uri: vscode.Uri, marked: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
  const offsets = [...marked.matchAll(/[|«»]/g)].flatMap(({ 0: mark, index }) => {
    const offset = withoutMarks(marked.slice(0, index)).length;
    return mark === '|' ? [offset, offset] : [offset];
  });
  const positions = offsets.map((offset) => editor.document.positionAt(offset));
  editor.selections = positions.flatMap((start, index) => {
    const end = positions[index + 1];
    return index % 2 === 0 && end ? [new vscode.Selection(start, end)] : [];
  });
  return editor;
}

/** The document's text with `|` where the cursor stands. */
export function textWithCursor({ document, selection }: vscode.TextEditor): string {
  const text = document.getText();
  const offset = document.offsetAt(selection.active);
  return `${text.slice(0, offset)}|${text.slice(offset)}`;
}

function withoutMarks(marked: string): string {
  return marked.replaceAll(/[|«»]/g, '');
}

function newPlayground(): string {
  return `playground-${randomUUID()}`;
}
