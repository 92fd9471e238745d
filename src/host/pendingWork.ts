import * as vscode from 'vscode';
import { hasPendingMoves, hasPendingWork } from '../library/pendingWork.ts';
import { getLibraryMemento, hasOtherFolder } from './library/libraryMemento.ts';
import { readLocation } from './library/readLocation.ts';

/** Milliseconds between checks for what a window that has crashed since left unfinished. */
const checkIntervalMs = 10_000;
/** Delay before a library with a size limit is measured, so that it does not slow down startup. */
const sizeCheckDelayMs = 30_000;

/** The path of the folder for the moves of libraries that have not ended. */
export function getMovesFolder(globalStorageUri: vscode.Uri): string {
  return vscode.Uri.joinPath(globalStorageUri, 'moves').fsPath;
}

/** Calls `listener` once there is something to resume, to move, to clean up, or to measure. */
export function onPendingWork(
  context: vscode.ExtensionContext,
  listener: () => void,
): vscode.Disposable {
  const { globalStorageUri } = context;
  const memento = getLibraryMemento(context);
  const check = () => {
    const location = readLocation(globalStorageUri);
    const { folder } = location;
    if (hasOtherFolder(memento, location)) listener();
    Promise.all([
      hasPendingWork(folder),
      hasPendingMoves(getMovesFolder(globalStorageUri), folder),
    ]).then(
      (found) => {
        if (found.includes(true)) listener();
      },
      // An unreadable folder is reported when it is next used.
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
