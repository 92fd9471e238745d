import * as vscode from 'vscode';
import type { WalkthroughProgress } from '../host/walkthroughProgress.ts';
import { registerCommand } from '../host/ui/commands.ts';

/**
 * `jimeng.getStarted`: opens the walkthrough.
 * @param extensionId `publisher.name`
 */
export function registerGetStarted(
  extensionId: string,
  progress: WalkthroughProgress,
): vscode.Disposable {
  return registerCommand('jimeng.getStarted', async () => {
    await vscode.commands.executeCommand(
      'workbench.action.openWalkthrough',
      `${extensionId}#getStarted`,
      false,
    );
    await progress.update();
  });
}
