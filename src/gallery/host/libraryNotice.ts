import * as vscode from 'vscode';
import { formatLibraryUnavailable } from '../../host/messages/libraryUnavailable.ts';
import { formatPlural } from '../../host/plural.ts';
import type { RememberedLibrary } from '../../library/location/libraryLocation.ts';
import type { LibraryState } from '../../library/location/libraryState.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import type { LibraryNotice } from '../protocol/views.ts';
import type { LibraryActionName } from '../protocol/vocabulary.ts';

/** What the gallery reports about the library; `null` if there is nothing to report. */
export function toLibraryNotice(state: LibraryState | undefined): LibraryNotice | null {
  switch (state?.type) {
    case undefined:
    case 'available':
      return null;
    case 'unavailable': {
      const isMissing = state.error.problem === 'missing';
      return {
        text: formatLibraryUnavailable(state.error),
        isUnavailable: true,
        actions: toActions(...(isMissing ? ['createFolder' as const] : []), 'openSettings'),
      };
    }
    case 'missing':
      return {
        text: formatEarlier(state.earlier, {
          one: vscode.l10n.t(
            'The library with 1 image in {1} is missing. Its disk may be disconnected, or this may be a new machine or container.',
          ),
          other: vscode.l10n.t(
            'The library with {0} images in {1} is missing. Its disk may be disconnected, or this may be a new machine or container.',
          ),
        }),
        isUnavailable: false,
        actions: toActions('locate', 'openSettings', 'dismiss'),
      };
    case 'leftBehind':
      return {
        text: formatEarlier(state.earlier, {
          one: vscode.l10n.t('1 image is still in the earlier library in {1}.'),
          other: vscode.l10n.t('{0} images are still in the earlier library in {1}.'),
        }),
        isUnavailable: false,
        actions: toActions('moveHere', 'openSettings', 'dismiss'),
      };
  }
}

function formatEarlier(
  { folder, imageCount }: RememberedLibrary,
  forms: { readonly one: string; readonly other: string },
): string {
  return formatPlural(imageCount, forms, toPlainText(folder, maxPathCharacters));
}

function toActions(...names: LibraryActionName[]): LibraryNotice['actions'] {
  const labels: Readonly<Record<LibraryActionName, string>> = {
    openSettings: vscode.l10n.t('Open Settings'),
    createFolder: vscode.l10n.t('Create Folder'),
    locate: vscode.l10n.t('Locate Library…'),
    moveHere: vscode.l10n.t('Move Images Here'),
    dismiss: vscode.l10n.t('Dismiss'),
  };
  return names.map((name) => ({ name, label: labels[name] }));
}
