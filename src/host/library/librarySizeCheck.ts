import * as vscode from 'vscode';
import type { Library } from '../../library/library.ts';
import { sumImageBytes, measureDiskUsage } from '../../library/diskUsage.ts';
import { formatByteSize } from '../format.ts';
import { openSettings } from '../settings/settings.ts';
import { showInformation } from '../ui/notifications.ts';

let warning: Promise<void> | undefined;
/** Size of everything but images. Measured once, because it grows slowly. */
let otherBytes: number | undefined;

/** Warns once per window if the library exceeds the limit. Deletes nothing. */
export async function checkLibrarySize(library: Library, limitBytes: number): Promise<void> {
  if (warning) return;
  const imageBytes = sumImageBytes(await library.list());
  otherBytes ??= (await measureDiskUsage(library, { now: Date.now() })).bytes - imageBytes;
  const bytes = imageBytes + otherBytes;
  if (bytes > limitBytes) await (warning ??= showLimitExceeded(bytes, limitBytes));
}

async function showLimitExceeded(bytes: number, limitBytes: number): Promise<void> {
  const message = vscode.l10n.t(
    'The library uses {0}, which exceeds the limit of {1}.',
    formatByteSize(bytes),
    formatByteSize(limitBytes),
  );
  const cleanUp = vscode.l10n.t('Clean Up…');
  const changeLimit = vscode.l10n.t('Change Limit');
  const choice = await showInformation(message, cleanUp, changeLimit);
  if (choice === cleanUp) await vscode.commands.executeCommand('jimeng.cleanUpLibrary');
  if (choice === changeLimit) await openSettings('jimeng.library.maxSize');
}
