import * as vscode from 'vscode';
import { formatByteSize } from '../../host/format.ts';
import { formatImageCount, formatPlural } from '../../host/plural.ts';
import { readLibraryLimitBytes } from '../../host/settings/settings.ts';
import { confirm, showInformation } from '../../host/ui/notifications.ts';
import { showStatusBarProgress } from '../../host/ui/progress.ts';
import { pickItems } from '../../host/ui/quickPick.ts';
import { showStatusMessage } from '../../host/ui/statusBar.ts';
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
import type { Services } from '../services.ts';

const freedMessageMs = 5000;

/** `jimeng.cleanUpLibrary`: shows the disk usage by group and deletes the groups that the user selects. */
export async function cleanUpLibrary(
  services: Pick<Services, 'engine' | 'library'>,
): Promise<void> {
  const { library } = services;
  const now = Date.now();
  const diskUsage = await showStatusBarProgress(vscode.l10n.t('Calculating library size…'), () =>
    measureDiskUsage(library, { now }),
  );
  const groups = getCleanupGroups(diskUsage, { now, limitBytes: readLibraryLimitBytes() });
  if (groups.length === 0) {
    void showInformation(
      vscode.l10n.t(
        'There is nothing to clean up ({0}). Favorites, running tasks, and recent images are kept.',
        formatDiskUsage(diskUsage),
      ),
    );
    return;
  }
  const selection = await pickGroups(groups, diskUsage);
  if (!selection || !(await confirmDeletion(selection))) return;
  const { generations, orphanedFiles } = selection;
  await removeOrphanedFiles(orphanedFiles, library, { now });
  // Check again: it may have become a favorite while the dialog was open.
  const records = (await library.getMany(generations.map(({ record }) => record.id))).filter(
    (record) => isDeletable(record, now),
  );
  if (records.length > 0) await deleteWithUndo(records, services);
  else {
    showStatusMessage(
      vscode.l10n.t('Freed {0}', formatByteSize(sumGroupBytes(selection))),
      freedMessageMs,
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
  const pickedItems = await pickItems(items, {
    title: vscode.l10n.t('Clean Up Library: {0}', formatDiskUsage(diskUsage)),
    placeHolder: vscode.l10n.t(
      'Select what to delete (favorites and running tasks are always kept)',
    ),
    ignoreFocusOut: true,
  });
  return pickedItems && pickedItems.length > 0
    ? mergeGroups(pickedItems.map(({ group }) => group))
    : undefined;
}

async function confirmDeletion(selection: CleanUpSelection): Promise<boolean> {
  const detail = [
    vscode.l10n.t('This will free {0}.', formatByteSize(sumGroupBytes(selection))),
    ...(selection.generations.length > 0
      ? [vscode.l10n.t('Deleted images can be restored for 5 minutes.')]
      : []),
    ...(selection.orphanedFiles.length > 0
      ? [vscode.l10n.t('Orphaned files cannot be restored.')]
      : []),
  ].join(' ');
  const question = vscode.l10n.t(
    'Are you sure you want to delete {0}?',
    formatSelection(selection),
  );
  return confirm(question, vscode.l10n.t('Delete'), detail);
}

/** Such as `12.3 GB in 4,120 images`. */
function formatDiskUsage({ bytes, images: imageCount }: DiskUsage): string {
  return vscode.l10n.t('{0} in {1}', formatByteSize(bytes), formatImageCount(imageCount));
}

/** Such as `120 images, 3 failed tasks, 14 orphaned files`. */
function formatSelection({ generations, orphanedFiles }: CleanUpSelection): string {
  const records = generations.map(({ record }) => record);
  const imageCount = countImages(records);
  const failureCount = records.filter((record) => record.images.length === 0).length;
  const parts = [
    ...(imageCount > 0 ? [formatImageCount(imageCount)] : []),
    ...(failureCount > 0 ? [formatFailureCount(failureCount)] : []),
    ...(orphanedFiles.length > 0 ? [formatOrphanedFileCount(orphanedFiles.length)] : []),
  ];
  // The narrow style has no word such as "and", which could be in another language than the texts.
  return new Intl.ListFormat(vscode.env.language, { style: 'narrow' }).format(parts);
}

function formatFailureCount(count: number): string {
  return formatPlural(count, {
    one: vscode.l10n.t('1 failed task'),
    other: vscode.l10n.t('{0} failed tasks'),
  });
}

function formatOrphanedFileCount(count: number): string {
  return formatPlural(count, {
    one: vscode.l10n.t('1 orphaned file'),
    other: vscode.l10n.t('{0} orphaned files'),
  });
}

function formatGroupLabel(name: CleanupGroupName): string {
  switch (name) {
    case 'failed':
      return vscode.l10n.t('Failed tasks');
    case 'overLimit':
      return vscode.l10n.t('Oldest, until the library is within its limit');
    case 'olderThanYear':
      return vscode.l10n.t('Older than 1 year');
    case 'olderThanQuarter':
      return vscode.l10n.t('Older than 3 months');
    case 'olderThanMonth':
      return vscode.l10n.t('Older than 1 month');
    case 'notInserted':
      return vscode.l10n.t('Never inserted into a document');
    case 'orphaned':
      return vscode.l10n.t('Orphaned files');
  }
}
