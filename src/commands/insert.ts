import * as vscode from 'vscode';
import type { InsertServices } from './gallery/insert.ts';

/** `jimeng.insertLatest`. */
export function registerInsertLatest(services: InsertServices): vscode.Disposable {
  return vscode.commands.registerCommand('jimeng.insertLatest', async (id?: unknown) => {
    const { insertLatest } = await import('./gallery/insert.ts');
    await insertLatest(id, services);
  });
}
