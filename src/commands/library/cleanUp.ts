import * as vscode from 'vscode';
import { formatImageCount, formatNumber, formatByteSize } from '../../host/format.ts';
import { readLibraryLimitBytes } from '../../host/settings.ts';
import {
  sumGroupBytes,
  getCleanupGroups,
  isDeletable,
  mergeGroups,
  type CleanupGroup,
  type CleanupGroupName,
} from '../../library/cleanup.ts';
import {
  countImages,
  removeOrphanedFiles,
  measureDiskUsage,
  type DiskUsage,
} from '../../library/diskUsage.ts';
import { deleteWithUndo } from '../gallery/delete.ts';
import type { LibraryServices } from './register.ts';

/** `jimeng.cleanUpLibrary`: shows what takes how much, and deletes what the user chooses of it. */
export async function cleanUpLibrary(services: LibraryServices): Promise<void> {
  const { library } = services;
  const now = Date.now();
  const diskUsage = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking at the library…') },
    () => measureDiskUsage(library, { now }),
  );
  const groups = getCleanupGroups(diskUsage, { now, limitBytes: readLibraryLimitBytes() });
  if (groups.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'There is nothing to clean up. {0}: favourites, what is under way and what is new stay.',
        formatDiskUsage(diskUsage),
      ),
    );
    return;
  }
  const selection = await pickGroups(groups, diskUsage);
  if (!selection || !(await confirmDeletion(selection))) return;
  const { generations, orphanedFiles } = selection;
  await removeOrphanedFiles(orphanedFiles, library, { now });
  // One that has become a favourite while the question stood stays.
  const records = (await library.getMany(generations.map(({ record }) => record.id))).filter(
    (record) => isDeletable(record, now),
  );
  if (records.length > 0) await deleteWithUndo(records, services);
  else {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('{0} freed', formatByteSize(sumGroupBytes(selection))),
      5000,
    );
  }
}

type CleanUpSelection = Omit<CleanupGroup, 'name'>;

async function pickGroups(
  groups: readonly CleanupGroup[],
  diskUsage: DiskUsage,
): Promise<CleanUpSelection | undefined> {
  const items = groups.map((group) => ({
    group,
    label: formatGroupLabel(group.name),
    description: `${formatSelection(group)} · ${formatByteSize(sumGroupBytes(group))}`,
  }));
  const pickedItems = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Clean Up Library: {0}', formatDiskUsage(diskUsage)),
    placeHolder: vscode.l10n.t('What to delete; favourites and what is under way always stay'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return pickedItems && pickedItems.length > 0
    ? mergeGroups(pickedItems.map(({ group }) => group))
    : undefined;
}

async function confirmDeletion(selection: CleanUpSelection): Promise<boolean> {
  const deleteLabel = vscode.l10n.t('Delete');
  const detail = [
    vscode.l10n.t('This frees {0}.', formatByteSize(sumGroupBytes(selection))),
    ...(selection.generations.length > 0
      ? [vscode.l10n.t('What is in the gallery can be brought back for five minutes.')]
      : []),
    ...(selection.orphanedFiles.length > 0
      ? [vscode.l10n.t('Left-over files cannot be brought back.')]
      : []),
  ].join(' ');
  const question = vscode.l10n.t('Delete {0}?', formatSelection(selection));
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, deleteLabel)) === deleteLabel;
}

/** Such as `12.3 GB in 4,120 images`. */
function formatDiskUsage({ bytes, images: imageCount }: DiskUsage): string {
  return vscode.l10n.t('{0} in {1}', formatByteSize(bytes), formatImageCount(imageCount));
}

/** Such as `120 images, 3 entries without images, 14 files`. */
function formatSelection({ generations, orphanedFiles }: CleanUpSelection): string {
  const records = generations.map(({ record }) => record);
  const imageCount = countImages(records);
  const failureCount = records.filter((record) => record.images.length === 0).length;
  return [
    ...(imageCount > 0 ? [formatImageCount(imageCount)] : []),
    ...(failureCount > 0 ? [formatFailureCount(failureCount)] : []),
    ...(orphanedFiles.length > 0 ? [formatOrphanedFileCount(orphanedFiles.length)] : []),
  ].join(', ');
}

function formatFailureCount(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 failure')
    : vscode.l10n.t('{0} failures', formatNumber(count));
}

function formatOrphanedFileCount(count: number): string {
  return count === 1
    ? vscode.l10n.t('1 left-over file')
    : vscode.l10n.t('{0} left-over files', formatNumber(count));
}

function formatGroupLabel(name: CleanupGroupName): string {
  switch (name) {
    case 'failed':
      return vscode.l10n.t('Failed, without an image');
    case 'overLimit':
      return vscode.l10n.t('The oldest, until the library is within its limit');
    case 'olderThanYear':
      return vscode.l10n.t('Older than a year');
    case 'olderThanQuarter':
      return vscode.l10n.t('Older than three months');
    case 'olderThanMonth':
      return vscode.l10n.t('Older than a month');
    case 'notInserted':
      return vscode.l10n.t('Never inserted into a document');
    case 'leftOver':
      return vscode.l10n.t('Files that belong to nothing');
  }
}
