import * as vscode from 'vscode';
import { Library } from '../../library/library.ts';
import { systemDisk } from '../../library/disk/files.ts';
import { createReliableDisk, type DiskFeature } from '../../library/disk/reliableDisk.ts';
import { checkLocation, guardDisk } from '../../library/location/libraryLocation.ts';
import type { LibraryLocation } from '../../library/location/resolveLocation.ts';
import type { LibraryMemory } from './libraryMemory.ts';
import { revealInOS, revealTitle } from '../revealInOS.ts';
import type { Log } from '../ui/log.ts';
import { showWarning } from '../ui/notifications.ts';

/** What the library does without, for the log. */
const unsupportedMessages: Record<DiskFeature, string> = {
  flush: 'cannot flush files: the last changes may be lost in a power failure',
  setTimes: 'cannot set modification times: leases contain the time instead',
  watch: 'cannot be watched: changes of other windows show after up to 10 seconds',
  replaceByRename: 'cannot replace files by renaming: old files are deleted first',
};

/**
 * Opens the library. Nothing is read or created until it is first used, and nothing is created while its folder is
 * not available. If it quarantines files, the user is warned once.
 */
export function openLibrary(
  location: LibraryLocation,
  memory: Pick<LibraryMemory, 'get'>,
  log: Log,
): Library {
  let hasWarned = false;
  const reliableDisk = createReliableDisk();
  const library: Library = new Library(location.folder, {
    disk: guardDisk(systemDisk, () => checkLocation(reliableDisk, location, memory.get())),
    onUnreadable: (file, error) => {
      log.warn(`Unable to read, skipped: ${file}`, error);
    },
    onUnsupported: (feature, error) => {
      log.warn(`The disk of the library ${unsupportedMessages[feature]}.`, error);
    },
    onQuarantine: (file, error) => {
      log.warn(`Moved an invalid record to the 'quarantine' folder: ${file}`, error);
      if (!hasWarned) void warnAboutQuarantine(library, log);
      hasWarned = true;
    },
  });
  return library;
}

async function warnAboutQuarantine({ folders }: Library, log: Log): Promise<void> {
  const message = vscode.l10n.t(
    "Some files in the library are not valid records and were moved to its 'quarantine' folder. If an image is missing, look there.",
  );
  const reveal = revealTitle();
  const actionLabel = reveal ?? vscode.l10n.t('Show Log');
  if ((await showWarning(message, actionLabel)) !== actionLabel) return;
  if (reveal === undefined) log.show();
  else await revealInOS(vscode.Uri.file(folders.quarantine));
}
