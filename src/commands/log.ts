import type * as vscode from 'vscode';
import { registerCommand } from '../host/ui/commands.ts';
import type { Log } from '../host/ui/log.ts';

/** `jimeng.showLog`. */
export function registerLog(log: Log): vscode.Disposable {
  return registerCommand('jimeng.showLog', () => {
    log.show();
  });
}
