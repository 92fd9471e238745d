import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import { eventually } from '../../support/eventually.ts';

const recordSchema = v.looseObject({
  insertions: v.optional(
    v.array(v.looseObject({ uri: v.string(), file: v.string(), at: v.number() })),
    [],
  ),
});

/** What the record of a generation says about where its images were inserted. */
export async function readInsertions(
  generated: GenerateResult,
): Promise<{ uri: string; file: string; at: number }[]> {
  return (await readRecord(generated)).insertions;
}

/** Waits until the record of a generation has this number of insertions. */
export async function waitForInsertions(generated: GenerateResult, count: number): Promise<void> {
  await eventually(
    `${count} insertions`,
    async () => (await readInsertions(generated)).length === count,
  );
}

/** Adds an insertion to the record of a generation, as another window would. */
export async function addInsertion(
  generated: GenerateResult,
  insertion: { readonly uri: string; readonly file: string; readonly at: number },
): Promise<void> {
  const { insertions, ...record } = await readRecord(generated);
  const changed = { ...record, insertions: [...insertions, insertion] };
  await writeFile(getRecordFile(generated), JSON.stringify(changed));
}

async function readRecord(generated: GenerateResult): Promise<v.InferOutput<typeof recordSchema>> {
  return v.parse(recordSchema, JSON.parse(await readFile(getRecordFile(generated), 'utf8')));
}

function getRecordFile({ images }: GenerateResult): string {
  const [image] = images;
  assert.ok(image);
  const folder = dirname(image.uri.fsPath);
  return join(folder, '../../records', `${basename(folder)}.json`);
}

/** Inserts the latest image, or that of a generation. */
export async function insertLatest(id?: string): Promise<void> {
  await vscode.commands.executeCommand('jimeng.insertLatest', id);
}

/** Undoes the last change in the active editor. */
export async function undo(): Promise<void> {
  await vscode.commands.executeCommand('undo');
}

/** Redoes the last undone change in the active editor. */
export async function redo(): Promise<void> {
  await vscode.commands.executeCommand('redo');
}

/** Moves the focus to the gallery, which is next to the editor or covers it. */
export async function focusGallery(column?: vscode.ViewColumn): Promise<void> {
  await vscode.commands.executeCommand('jimeng.openGallery');
  await eventually('the gallery to be active', () => {
    const { activeTextEditor, tabGroups } = vscode.window;
    const isGallery = tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
    return isGallery && activeTextEditor === undefined;
  });
  if (column === undefined) return;
  await vscode.commands.executeCommand('workbench.action.moveEditorToFirstGroup');
}
