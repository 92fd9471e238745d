import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { locationSetting } from '../../host/library/readLocation.ts';
import { openSettings } from '../../host/settings/settings.ts';
import { showError } from '../../host/ui/notifications.ts';
import { createFolder } from '../../library/disk/files.ts';
import { createReliableDisk } from '../../library/disk/reliableDisk.ts';
import { inspectFolder } from '../../library/location/inspectFolder.ts';
import { ensureLibraryId } from '../../library/location/libraryId.ts';
import { maxPathCharacters, maxServiceWordsCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import type { LibraryActionName } from '../../gallery/protocol/vocabulary.ts';
import type { Services } from '../services.ts';

type LocateServices = Pick<Services, 'libraryMover' | 'libraryStatus' | 'pendingMoves'>;

/** Does what the gallery offers when the library is not where it was. */
export async function performLibraryAction(
  action: LibraryActionName,
  services: LocateServices,
): Promise<void> {
  const { libraryMover, libraryStatus, pendingMoves } = services;
  const { state, location } = libraryStatus;
  switch (action) {
    case 'openSettings':
      await openSettings(`jimeng.${locationSetting}`);
      break;
    case 'createFolder':
      if (location.invalidValue === undefined) await createLibrary(location.folder);
      await libraryStatus.check();
      break;
    case 'locate':
      await locateLibrary(services);
      break;
    case 'moveHere':
      if (state?.type !== 'leftBehind') break;
      await pendingMoves.add({
        folder: state.earlier.folder,
        target: location.folder,
        scope: 'all',
      });
      await libraryStatus.check();
      void libraryMover.run();
      break;
    case 'dismiss':
      await libraryStatus.accept();
      break;
  }
}

/**
 * Creates the folder and its library. An empty folder that had a library with images before is used
 * only then: its disk may not be connected.
 */
async function createLibrary(folder: string): Promise<void> {
  const disk = createReliableDisk();
  await createFolder(disk, folder);
  if ((await inspectFolder(disk, folder)) === 'empty') await ensureLibraryId(disk, folder);
}

/** Asks for the folder of the library, and saves it in the settings. */
async function locateLibrary({ libraryStatus }: LocateServices): Promise<void> {
  const uri = await askForFolder(
    vscode.l10n.t('Locate Library'),
    vscode.l10n.t({ message: 'Use Folder', comment: ['Verb: button of a dialog'] }),
  );
  if (!uri) return;
  const content = await inspectFolder(createReliableDisk(), uri.fsPath);
  if (content !== 'library') {
    void showError(
      vscode.l10n.t(
        "'{0}' is not the folder of a library. Choose the folder that contains 'records' and 'images'.",
        toPlainText(uri.fsPath, maxPathCharacters),
      ),
    );
    return;
  }
  if (await saveLocation(uri.fsPath)) await libraryStatus.check();
}

/** Asks for a folder on the machine that the extension runs on. */
export async function askForFolder(
  title: string,
  openLabel: string,
): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel,
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(homedir()),
    })) ?? [];
  if (!uri || uri.scheme === 'file') return uri;
  void showError(
    vscode.l10n.t(
      'The library must be on the machine that the extension runs on. Choose another folder.',
    ),
  );
  return undefined;
}

/**
 * Sets the folder of the library in the settings of the machine. If they cannot be written, such as for an error in
 * their file, reports that.
 * @param folder `undefined` for the extension's own folder
 * @returns whether it was set
 */
export async function saveLocation(folder: string | undefined): Promise<boolean> {
  try {
    await vscode.workspace
      .getConfiguration('jimeng')
      .update(locationSetting, folder, vscode.ConfigurationTarget.Global);
    return true;
  } catch (error) {
    const openLabel = vscode.l10n.t('Open Settings');
    const message = vscode.l10n.t(
      'The library folder could not be saved to your settings: {0}',
      toPlainText(
        error instanceof Error ? error.message : String(error),
        maxServiceWordsCharacters,
      ),
    );
    const choice = await showError(message, openLabel);
    if (choice === openLabel) await openSettings(`jimeng.${locationSetting}`);
    return false;
  }
}
