import * as vscode from 'vscode';

/** Whether a tab shows a webview panel of this type. */
export function isPanelTab({ input }: vscode.Tab, viewType: string): boolean {
  // VS Code adds a prefix to the view type.
  return input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType);
}

/** The tabs that show a webview panel of this type. */
export function findPanelTabs(viewType: string): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter((tab) => isPanelTab(tab, viewType));
}
