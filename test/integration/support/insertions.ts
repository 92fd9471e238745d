import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';

const recordSchema = v.object({
  insertions: v.optional(v.array(v.object({ uri: v.string(), file: v.string() })), []),
});

/** What the record of a generation says about where its images were inserted. */
export async function readInsertions({
  images,
}: GenerateResult): Promise<{ uri: string; file: string }[]> {
  const [image] = images;
  assert.ok(image);
  const folder = dirname(image.uri.fsPath);
  const file = join(folder, '../../records', `${basename(folder)}.json`);
  return v.parse(recordSchema, JSON.parse(await readFile(file, 'utf8'))).insertions;
}

/** Inserts the latest image, or that of a generation. */
export async function insertLatest(id?: string): Promise<void> {
  await vscode.commands.executeCommand('jimeng.insertLatest', id);
}
