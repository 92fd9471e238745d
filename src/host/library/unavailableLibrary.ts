import * as vscode from 'vscode';
import type { LibraryUnavailableError } from '../../library/location/libraryLocation.ts';
import { formatLibraryUnavailable } from '../messages/libraryUnavailable.ts';
import { openSettings } from '../settings/settings.ts';
import { showError } from '../ui/notifications.ts';
import { locationSetting } from './readLocation.ts';

let isShown = false;

/** Reports that the folder of the library is not available, once at a time. */
export async function reportLibraryUnavailable(error: LibraryUnavailableError): Promise<void> {
  if (isShown) return;
  isShown = true;
  try {
    const openLabel = vscode.l10n.t('Open Settings');
    const choice = await showError(formatLibraryUnavailable(error), openLabel);
    if (choice === openLabel) await openSettings(`jimeng.${locationSetting}`);
  } finally {
    isShown = false;
  }
}
