import * as vscode from 'vscode';
import type { InsertDeps } from './inserting.ts';

/** `jimeng.insertLatest`. */
export function registerInsert(deps: InsertDeps): vscode.Disposable {
  return vscode.commands.registerCommand('jimeng.insertLatest', async (id?: unknown) => {
    const { insertLatest } = await import('./inserting.ts');
    await insertLatest(id, deps);
  });
}
