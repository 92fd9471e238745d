import * as vscode from 'vscode';
import { toPlainSentence } from '../../untrusted/plainText.ts';

/**
 * Registers a command. VS Code shows the message of an error that it throws in a notification, so
 * links in it are taken apart.
 */
export function registerCommand(
  id: string,
  handler: (argument?: unknown) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument?: unknown) => {
    try {
      return await handler(argument);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const plainMessage = toPlainSentence(message);
      throw error instanceof Error && message === plainMessage
        ? error
        : new Error(plainMessage, { cause: error });
    }
  });
}
