import * as vscode from 'vscode';
import type { Library } from '../library/library.ts';
import { bytesIn, takeStock } from '../library/stock.ts';
import { tellSize } from './numbers.ts';
import { openSettings } from './settings.ts';

let told: Promise<void> | undefined;
/** What there is besides pictures: looked at once, as it grows slowly. */
let rest: number | undefined;

/** Says once in a window when the library takes more than `limit` bytes. Deletes nothing. */
export async function checkLimit(library: Library, limit: number): Promise<void> {
  if (told) return;
  const pictures = bytesIn(await library.list());
  rest ??= (await takeStock(library, { now: Date.now() })).bytes - pictures;
  const bytes = pictures + rest;
  if (bytes > limit) await (told ??= tellOver(bytes, limit));
}

async function tellOver(bytes: number, limit: number): Promise<void> {
  const sentence = vscode.l10n.t(
    'The library uses {0}, which exceeds the limit of {1}.',
    tellSize(bytes),
    tellSize(limit),
  );
  const cleanUp = vscode.l10n.t('Clean Up…');
  const change = vscode.l10n.t('Change Limit');
  const choice = await vscode.window.showInformationMessage(sentence, cleanUp, change);
  if (choice === cleanUp) await vscode.commands.executeCommand('jimeng.cleanUpLibrary');
  if (choice === change) await openSettings('jimeng.library.maxSize');
}
