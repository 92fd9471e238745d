import * as vscode from 'vscode';
import { isPanelTab } from '../../../host/ui/panelTabs.ts';
import { galleryViewType } from '../../protocol/vocabulary.ts';

/**
 * Locks the group that the gallery has for itself, so that files are opened in another one. VS Code opens them in the
 * active group, and can lock only that one: it is locked as soon as the user is in the gallery.
 *
 * Not by a default for `workbench.editor.autoLockGroups`: it would replace VS Code's own, which is registered later,
 * and terminals and browsers would not lock their groups anymore.
 */
export function lockGroupOf(panel: vscode.WebviewPanel): void {
  /** Locked once. The user may unlock it again. */
  let lockedColumn: vscode.ViewColumn | undefined;
  const lock = () => {
    const { tabs, viewColumn } = vscode.window.tabGroups.activeTabGroup;
    const isOwnGroup = viewColumn === panel.viewColumn && tabs.every(isGalleryTab);
    if (!panel.active || !isOwnGroup || viewColumn === lockedColumn) return;
    lockedColumn = viewColumn;
    void vscode.commands.executeCommand('workbench.action.lockEditorGroup');
  };
  const subscriptions = vscode.Disposable.from(
    panel.onDidChangeViewState(lock),
    // These changes may be known after those of the panel.
    vscode.window.tabGroups.onDidChangeTabs(lock),
    vscode.window.tabGroups.onDidChangeTabGroups(lock),
  );
  panel.onDidDispose(() => {
    subscriptions.dispose();
    unlockLastGroup();
  });
  lock();
}

/** The last group remains when the gallery in it is closed. Locked, it would stay empty, next to the files. */
function unlockLastGroup(): void {
  const [group, ...others] = vscode.window.tabGroups.all;
  if (group && others.length === 0 && group.tabs.every(isGalleryTab))
    void vscode.commands.executeCommand('workbench.action.unlockEditorGroup');
}

function isGalleryTab(tab: vscode.Tab): boolean {
  return isPanelTab(tab, galleryViewType);
}
