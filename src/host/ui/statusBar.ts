import * as vscode from 'vscode';
import { toPlainSentence } from '../../untrusted/plainText.ts';

const statusMessageMs = 2000;

/** Confirms an action in the status bar for a short time. */
export function showStatusMessage(text: string, durationMs = statusMessageMs): void {
  vscode.window.setStatusBarMessage(toPlainSentence(text), durationMs);
}

/** What does not change in a status bar item. */
export interface StatusBarItemOptions {
  readonly id: string;
  /** Its name in the menu of the status bar. */
  readonly name: string;
  readonly tooltip: string;
  /** Runs on a click. */
  readonly command: string;
}

/** Creates a hidden item at the left of the status bar. */
export function createStatusBarItem(options: StatusBarItemOptions): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(options.id, vscode.StatusBarAlignment.Left);
  item.name = toPlainSentence(options.name);
  item.tooltip = toPlainSentence(options.tooltip);
  item.command = options.command;
  return item;
}

/** Sets the text of a status bar item. @param iconName name of a product icon, such as `loading~spin` */
export function setStatusBarText(item: vscode.StatusBarItem, iconName: string, text: string): void {
  item.text = `$(${iconName}) ${toPlainSentence(text)}`;
}
