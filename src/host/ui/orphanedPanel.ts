import * as vscode from 'vscode';
import { findPanelTabs } from './panelTabs.ts';

/** Milliseconds in which VS Code restores a panel that is visible. */
const restoreTimeoutMs = 5_000;

/**
 * Calls `listener` if a panel of this type is visible that VS Code does not restore: it belongs to an extension host
 * that has ended. VS Code keeps it open, but nothing responds to it anymore. Dispose of the result when a panel is
 * restored.
 */
export function onOrphanedPanel(viewType: string, listener: () => void): vscode.Disposable {
  let timeout: NodeJS.Timeout | undefined;
  const hasVisiblePanel = () => findPanelTabs(viewType).some(({ isActive }) => isActive);
  const check = () => {
    if (!hasVisiblePanel()) return;
    timeout ??= setTimeout(() => {
      timeout = undefined;
      if (!hasVisiblePanel()) return;
      watch.dispose();
      listener();
    }, restoreTimeoutMs);
  };
  // Panels that are opened later belong to this extension host.
  const isNeeded = findPanelTabs(viewType).length > 0;
  const subscription = isNeeded ? vscode.window.tabGroups.onDidChangeTabs(check) : undefined;
  const watch = new vscode.Disposable(() => {
    subscription?.dispose();
    clearTimeout(timeout);
  });
  if (isNeeded) check();
  return watch;
}
