import * as vscode from 'vscode';
import { toPlainSentence } from '../../untrusted/plainText.ts';

type Show = (message: string, ...buttons: string[]) => Thenable<string | undefined>;

/**
 * Shows an error. VS Code turns links in it into buttons that run commands, so they are taken apart.
 * @returns the button that the user presses; `undefined` if the user closes the notification
 */
export async function showError(
  message: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  return show(vscode.window.showErrorMessage, message, buttons);
}

/** Shows a warning, like `showError`. */
export async function showWarning(
  message: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  return show(vscode.window.showWarningMessage, message, buttons);
}

/** Shows information, like `showError`. */
export async function showInformation(
  message: string,
  ...buttons: readonly string[]
): Promise<string | undefined> {
  return show(vscode.window.showInformationMessage, message, buttons);
}

/**
 * Asks a question in a dialog with a button and Cancel.
 * @param detail below the question
 * @returns whether the user presses the button
 */
export async function confirm(question: string, button: string, detail?: string): Promise<boolean> {
  const options = {
    modal: true,
    ...(detail !== undefined && { detail: toPlainSentence(detail) }),
  };
  const label = toPlainSentence(button);
  const choice = await vscode.window.showWarningMessage(toPlainSentence(question), options, label);
  return choice === label;
}

async function show(
  showMessage: Show,
  message: string,
  buttons: readonly string[],
): Promise<string | undefined> {
  const labels = buttons.map(toPlainSentence);
  const choice = await showMessage(toPlainSentence(message), ...labels);
  return choice === undefined ? undefined : buttons[labels.indexOf(choice)];
}
