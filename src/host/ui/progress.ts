import * as vscode from 'vscode';
import { toPlainSentence } from '../../untrusted/plainText.ts';

/** Shows how far an operation is. `increment` in percent of the whole. */
export type ReportProgress = (message: string, increment?: number) => void;

/** Shows the progress of an operation in a notification with Cancel, until it has ended. */
export async function showProgress<T>(
  title: string | undefined,
  operation: (report: ReportProgress, token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    ...(title !== undefined && { title: toPlainSentence(title) }),
  };
  return vscode.window.withProgress(options, (progress, token) => {
    const report: ReportProgress = (message, increment) => {
      progress.report({
        message: toPlainSentence(message),
        ...(increment !== undefined && { increment }),
      });
    };
    return operation(report, token);
  });
}

/** Shows in the status bar that an operation is running. */
export async function showStatusBarProgress<T>(
  title: string,
  operation: () => Promise<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Window;
  return vscode.window.withProgress({ location, title: toPlainSentence(title) }, operation);
}
