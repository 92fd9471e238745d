import type * as vscode from 'vscode';
import { toPlainSentence } from '../../untrusted/plainText.ts';

/** Sets the title of a panel. One that is restored still has a title in the language that it was created in. */
export function setPanelTitle(panel: vscode.WebviewPanel, title: string): void {
  panel.title = toPlainSentence(title);
}
