import * as vscode from 'vscode';
import { hasPendingWork } from '../library/pendingWork.ts';

/** Milliseconds between checks for what a window that has crashed since left unfinished. */
const checkIntervalMs = 10_000;
/** Delay before a library with a size limit is measured, so that it does not slow down startup. */
const sizeCheckDelayMs = 30_000;

/** Calls `listener` once there is something to resume, to clean up, or to measure. */
export function onPendingWork(libraryUri: vscode.Uri, listener: () => void): vscode.Disposable {
  const check = () => {
    hasPendingWork(libraryUri.fsPath).then(
      (isPending) => {
        if (isPending) listener();
      },
      // An unreadable folder is reported by whatever needs it next.
      () => undefined,
    );
  };
  check();
  const interval = setInterval(check, checkIntervalMs);
  const timeout = setTimeout(() => {
    // Not by `settings.ts`, whose schemas need not be loaded for this question.
    if (vscode.workspace.getConfiguration('jimeng').get('library.maxSize') !== null) listener();
  }, sizeCheckDelayMs);
  return new vscode.Disposable(() => {
    clearInterval(interval);
    clearTimeout(timeout);
  });
}
