import * as vscode from 'vscode';
import type { Library } from '../../library/library.ts';

/** Milliseconds between looks for changes of other windows where the library is not watched. */
const refreshIntervalMs = 10_000;

/**
 * Looks for changes of other windows when the gallery becomes visible or gets the focus, and every
 * 10 seconds while it is visible if the library cannot be watched.
 */
export function refreshWhileVisible(
  panel: vscode.WebviewPanel,
  library: Pick<Library, 'refresh' | 'isWatching'>,
): vscode.Disposable {
  const refreshIfVisible = () => {
    if (panel.visible) void library.refresh();
  };
  const interval = setInterval(() => {
    if (!library.isWatching) refreshIfVisible();
  }, refreshIntervalMs);
  return vscode.Disposable.from(
    panel.onDidChangeViewState(refreshIfVisible),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) refreshIfVisible();
    }),
    new vscode.Disposable(() => {
      clearInterval(interval);
    }),
  );
}
