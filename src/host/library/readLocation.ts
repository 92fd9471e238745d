import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { resolveLocation, type LibraryLocation } from '../../library/location/resolveLocation.ts';

/** The setting with the folder of the library, under `jimeng.`. */
export const locationSetting = 'library.location';

/** Where the library is, as it is configured in the settings. */
export function readLocation(globalStorageUri: vscode.Uri): LibraryLocation {
  const value = vscode.workspace.getConfiguration('jimeng').get<unknown>(locationSetting) ?? '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const defaultFolder = vscode.Uri.joinPath(globalStorageUri, 'library').fsPath;
  return resolveLocation(text, defaultFolder, homedir());
}
