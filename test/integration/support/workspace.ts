import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The absolute path of something in the workspace folder. */
export function workspacePath(path: string): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return join(folder.uri.fsPath, path);
}
