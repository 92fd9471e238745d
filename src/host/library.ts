import type * as vscode from 'vscode';
import { Library } from '../library/library.ts';

/** The library in the extension's global storage. Nothing is read or made until it is first asked. */
export function openLibrary(folder: vscode.Uri, log: vscode.LogOutputChannel): Library {
  return new Library(folder.fsPath, {
    onUnreadable: (name, error) => {
      log.warn(`The library's folder ${name} has no readable record and is left alone.`, error);
    },
  });
}
