import * as vscode from 'vscode';
import type { LibraryStatus } from '../../host/library/libraryStatus.ts';
import type { Library } from '../../library/library.ts';

/** Milliseconds between looks for changes of other windows where the library is not watched. */
const refreshIntervalMs = 10_000;

/**
 * Looks at the disk when the gallery opens, becomes visible, or gets the focus: for changes of other
 * windows, and whether the library is still there. Looks for changes every 10 seconds while it is
 * visible if the library cannot be watched.
 */
export function refreshWhileVisible(
  panel: vscode.WebviewPanel,
  library: Pick<Library, 'refresh' | 'isWatching'>,
  libraryStatus: Pick<LibraryStatus, 'check'>,
): vscode.Disposable {
  const refreshIfVisible = () => {
    if (panel.visible) void library.refresh();
  };
  const lookIfVisible = () => {
    if (panel.visible) void library.refresh().then(() => libraryStatus.check());
  };
  lookIfVisible();
  const interval = setInterval(() => {
    if (!library.isWatching) refreshIfVisible();
  }, refreshIntervalMs);
  return vscode.Disposable.from(
    panel.onDidChangeViewState(lookIfVisible),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) lookIfVisible();
    }),
    new vscode.Disposable(() => {
      clearInterval(interval);
    }),
  );
}
