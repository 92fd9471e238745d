import { relative, isAbsolute } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { formatByteSize } from '../../host/format.ts';
import { formatFileError } from '../../host/messages/fileErrors.ts';
import { formatImageCount } from '../../host/plural.ts';
import { confirm, showError, showInformation } from '../../host/ui/notifications.ts';
import { showStatusBarProgress } from '../../host/ui/progress.ts';
import { NoSpaceError } from '../../library/archive/freeSpace.ts';
import { createFolder } from '../../library/disk/files.ts';
import { createReliableDisk } from '../../library/disk/reliableDisk.ts';
import { measureDiskUsage } from '../../library/diskUsage.ts';
import { Library } from '../../library/library.ts';
import { inspectFolder, type FolderContent } from '../../library/location/inspectFolder.ts';
import { ensureLibraryId } from '../../library/location/libraryId.ts';
import { copyImages } from '../../library/move/copyLibrary.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { safeParse } from '../../untrusted/safeParse.ts';
import type { Services } from '../services.ts';
import { askForFolder, saveLocation } from './locateLibrary.ts';
import { withProgressNotification } from './transfer.ts';

/** The argument of the command, which then shows no dialog for the folder. */
const moveArgumentSchema = v.object({
  uri: v.pipe(
    v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
    v.check(({ scheme }) => scheme === 'file'),
  ),
});

type MoveServices = Pick<Services, 'library' | 'libraryStatus' | 'pendingMoves'>;

/**
 * `jimeng.moveLibrary`: copies the images to another folder, which is then the library. Its records
 * follow, and what was copied is deleted, when the app has started again with that folder: see
 * `LibraryMover`. Until then, nothing has changed. Resolves to whether the library is in the folder
 * from now on.
 */
export async function moveLibrary(services: MoveServices, argument: unknown): Promise<boolean> {
  const { library, libraryStatus, pendingMoves } = services;
  const parsed = safeParse(moveArgumentSchema, argument);
  const uri = parsed.success ? parsed.output.uri : await askForTarget();
  if (!uri) return false;
  const folder = uri.fsPath;
  const sourceFolder = libraryStatus.location.folder;
  if (folder === sourceFolder) {
    void showInformation(vscode.l10n.t('The library is already in this folder.'));
    return false;
  }
  const disk = createReliableDisk();
  const content = await inspectFolder(disk, folder);
  const problem = findProblem(folder, sourceFolder, content);
  if (problem !== undefined) {
    void showError(problem);
    return false;
  }
  if (!(await confirmMove(library, folder, content))) return false;
  const isCopied = await withProgressNotification(
    vscode.l10n.t('Copying library'),
    formatMoveError,
    async (options) => {
      await createFolder(disk, folder);
      await ensureLibraryId(disk, folder);
      const target = new Library(folder);
      try {
        const [source, targetFolder] = [library, folder];
        await copyImages({ source, target, targetFolder, ...options });
      } finally {
        target.dispose();
      }
      return true;
    },
  );
  if (isCopied !== true) return false;
  // From now on, every window that has this folder in its settings goes on with the move.
  const move = { folder: sourceFolder, target: folder, scope: 'all' } as const;
  await pendingMoves.add(move);
  if (await saveLocation(folder)) return true;
  await pendingMoves.remove(move);
  return false;
}

function askForTarget(): Promise<vscode.Uri | undefined> {
  return askForFolder(
    vscode.l10n.t('Move Library'),
    vscode.l10n.t({ message: 'Move Here', comment: ['Verb: button of a dialog'] }),
  );
}

/** Why the library cannot be moved to a folder; `undefined` if it can. */
function findProblem(
  folder: string,
  sourceFolder: string,
  content: FolderContent,
): string | undefined {
  const path = toPlainText(folder, maxPathCharacters);
  if (isInside(folder, sourceFolder) || isInside(sourceFolder, folder)) {
    return vscode.l10n.t(
      "'{0}' contains the library or is in it. Choose a folder outside of it.",
      path,
    );
  }
  if (content === 'foreign') {
    return vscode.l10n.t(
      "'{0}' contains other files. Choose an empty folder or a folder with a library.",
      path,
    );
  }
  return content === 'notFolder' ? vscode.l10n.t("'{0}' is not a folder.", path) : undefined;
}

async function confirmMove(
  library: Library,
  folder: string,
  content: FolderContent,
): Promise<boolean> {
  const { images, bytes } = await showStatusBarProgress(
    vscode.l10n.t('Calculating library size…'),
    () => measureDiskUsage(library, { now: Date.now() }),
  );
  const folders = vscode.workspace.workspaceFolders ?? [];
  const isInWorkspace = folders.some(({ uri }) => isInside(folder, uri.fsPath));
  const detail = [
    vscode.l10n.t('Nothing is deleted from the current folder before all copies are verified.'),
    ...(content === 'library'
      ? [vscode.l10n.t('The folder contains a library. Both are merged.')]
      : []),
    ...(isInWorkspace
      ? [
          vscode.l10n.t(
            'The folder is in your workspace. Images and prompts may be committed or published with it.',
          ),
        ]
      : []),
  ].join(' ');
  const question = vscode.l10n.t(
    'Do you want to move the library with {0} ({1}) to {2}?',
    formatImageCount(images),
    formatByteSize(bytes),
    toPlainText(folder, maxPathCharacters),
  );
  return confirm(question, vscode.l10n.t({ message: 'Move', comment: ['Verb: button'] }), detail);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way));
}

function formatMoveError(error: unknown): string | undefined {
  if (error instanceof NoSpaceError) {
    return vscode.l10n.t(
      'The images require {0}, but only {1} is free on the disk of that folder. Free up space and try again. The library was not moved.',
      formatByteSize(error.neededBytes),
      formatByteSize(error.freeBytes),
    );
  }
  return formatFileError(vscode.l10n.t('Unable to copy the library. It was not moved.'), error);
}
