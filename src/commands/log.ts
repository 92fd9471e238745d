import * as vscode from 'vscode';

/** `jimeng.showLog`. */
export function registerLog(log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.commands.registerCommand('jimeng.showLog', () => {
    log.show();
  });
}
